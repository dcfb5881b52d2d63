// SPDX-License-Identifier: MIT
#pragma once

#include "course/chapter.hpp"
#include "course/explanation.hpp"

#include <cstdint>
#include <random>
#include <string>

namespace course {

/// The command line of ./workbook check.
struct CheckOptions {
    std::string chapter, program, only, target, report;
    std::string on = "reference";
    std::uint32_t seed = std::random_device{}();
    bool list = false;
    bool no_build = false;
};

/// The chapter that is meant: the lowest that is not solved yet, where a learner goes on.
Chapter chapter_of(const CheckOptions& options);

/// Its program, as the texts name it.
Subject subject_of(const CheckOptions& options, const Chapter& chapter);

}  // namespace course
