// SPDX-License-Identifier: MIT
#pragma once

#include "course/judgement.hpp"
#include "course/text.hpp"

#include <string>

namespace course {

/// A line for each check, in groups, as they come.
class Listing {
public:
    explicit Listing(const Paint& paint) : paint_{paint} {}

    /// The line for `check`, which `judgement` has counted. After something that is not written
    /// yet, what waits for it gets no line: it would be nearly every check.
    std::string add(const Check& check, const Judgement& judgement);
    /// What is to be said after the last one.
    std::string end() const;
    /// The line, soon to be overwritten, for a check that is being made.
    std::string running(const Check& check) const;

private:
    std::string heading(const Check& check);

    Paint paint_;
    std::string group_;
    std::size_t folded_ = 0;
};

/// All checks without verdicts: `check --list`.
std::string list_of(const std::vector<Check>& checks, const Paint& paint);

}  // namespace course
