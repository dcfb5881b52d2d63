// SPDX-License-Identifier: MIT
#pragma once

#include "course/places.hpp"

#include <string>
#include <vector>

namespace course {

/// What the report (tests/support/verdict.hpp) says of one check; empty where it says nothing. The
/// name has a colon.
struct Check {
    std::string id, name, verdict, kind, observed, expected, why, where, reproduce;
    std::string reason;     ///< Of a skip.
    std::string waits_for;  ///< The id of the check that this one needs.
    std::string message;    ///< Of the grader's own error.

    /// "02 pid" of the name "02 pid: the command is process 1".
    std::string group() const { return name.substr(0, name.find(": ")); }
    /// The rest of the name.
    std::string title() const { return name.substr(name.find(": ") + 2); }
    bool has(const std::string& a_verdict) const { return verdict == a_verdict; }
};

/// Reads a report while it is written.
class Report {
public:
    explicit Report(Path file) : file_{std::move(file)} {}

    /// The checks that were added since the last call. Throws GraderError if it is no report.
    std::vector<Check> more();

private:
    Path file_;
    std::size_t read_ = 0;
};

}  // namespace course
