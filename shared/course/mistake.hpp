// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>

namespace course {

/// What each verb exits with; --help lists them.
enum class Status {
    good = 0,
    failed = 1,        ///< A check does not pass.
    usage = 2,         ///< The command line was wrong.
    grader = 3,        ///< The grader itself failed: ours, never the student's.
    no_compile = 4,    ///< The exercise does not compile.
    not_written = 64,  ///< The same that an unwritten program exits with.
};

/// A command line that cannot be followed: one line on what is wrong and what to do.
struct Mistake : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The grader cannot do its work. Never the student's fault.
struct GraderError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace course
