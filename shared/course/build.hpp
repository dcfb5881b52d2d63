// SPDX-License-Identifier: MIT
#pragma once

#include "course/text.hpp"

#include <optional>
#include <string>
#include <vector>

namespace course {

/// Why a program could not be built.
struct BuildFailure {
    std::string file;  ///< "chapters/02-pid/pid.cpp"; empty if the linker says it, or nobody does.
    std::string line;
    std::string message;       ///< The compiler's or the linker's first error, in one line.
    std::string excerpt;       ///< The lines below it: the code and the notes.
    std::size_t errors = 0;    ///< How many there are.
    bool in_exercise = false;  ///< The student can mend it.
};

/// Finds the first error in what a build said.
BuildFailure failure_in(const std::vector<std::string>& output);

/// Builds `targets`, quietly: on a terminal one line says how far it is. Nothing if all went well.
/// One build runs at a time, also when several terminals ask for one.
std::optional<BuildFailure> build(const std::vector<std::string>& targets, const Paint& paint);

}  // namespace course
