// SPDX-License-Identifier: MIT
#pragma once

#include "course/build.hpp"
#include "course/chapter.hpp"
#include "course/judgement.hpp"
#include "course/text.hpp"

#include <string>

namespace course {

/// What was judged, as the texts name it.
struct Subject {
    Chapter chapter;
    std::string program;  ///< "build/chapter02"
    std::string seed;     ///< What --seed needs to see the same again.
    std::string options;  ///< What else the command line had: " --on mine".

    /// The command that judges it again.
    std::string again() const;
};

/// The first line of all.
std::string header(const Subject& subject);
/// The one root cause, in full, in the form that fits its kind.
std::string explain(const Check& root_cause, const Subject& subject, const Paint& paint);
/// The grader's own error.
std::string explain_error(const Check& error, const Subject& subject, const Paint& paint);
/// A program that could not be built.
std::string explain(const BuildFailure& failure, const Subject& subject, const Paint& paint);
/// What passed, and what is next.
std::string closing(const Judgement& judgement, const Subject& subject, const Paint& paint);

}  // namespace course
