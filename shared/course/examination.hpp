// SPDX-License-Identifier: MIT
#pragma once

#include "course/chapter.hpp"
#include "course/report.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace course {

/// Which checks are to be made, and of what.
struct Examination {
    Chapter chapter;
    Path program;  ///< Called chapterNN: by its name the checks know what it must keep.
    std::uint32_t seed = 1;
    std::string only;  ///< The id of one check; all if empty.
};

/// The checks that an examination has, with verdict "listed", in their order.
std::vector<Check> checks_of(const Examination& examination);

/// Makes them, through sudo if we are not root, and calls `on_check` with each as soon as it is
/// made. Throws GraderError if they cannot be made.
void examine(const Examination& examination, const std::function<void(const Check&)>& on_check);

}  // namespace course
