// SPDX-License-Identifier: MIT
#pragma once

#include "course/mistake.hpp"
#include "course/report.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace course {

/// What a run of the checks comes to.
class Judgement {
public:
    void add(const Check& check);

    /// The first check that failed: the others may follow from it, and some wait for it.
    const std::optional<Check>& root_cause() const noexcept { return root_cause_; }
    /// The first at which the grader itself failed.
    const std::optional<Check>& grader_error() const noexcept { return grader_error_; }
    std::size_t number(const std::string& verdict) const;
    std::size_t total() const noexcept { return checks_.size(); }
    /// The check at the end of the chain that `check` waits for; nothing if it is not in the
    /// report.
    std::optional<Check> awaited(const Check& check) const;
    Status status() const;

private:
    std::map<std::string, Check> checks_;  // by id
    std::map<std::string, std::size_t> numbers_;
    std::optional<Check> root_cause_, grader_error_;
};

}  // namespace course
