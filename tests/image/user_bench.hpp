// SPDX-License-Identifier: MIT
#pragma once

#include "bench.hpp"

#include <string>

/// A bench whose store is a normal user's, and on whose stage he runs the program. subuid(5) says
/// "user" of him, and that is all: "" if he has no id but his own.
class UserBench {
public:
    static constexpr unsigned uid = 4321;
    /// Empty, or why there can be none here.
    static std::string missing();

    explicit UserBench(const std::string& subordinate);

    Bench& bench() { return bench_; }
    /// Runs a verb, which must succeed.
    support::Outcome run(const support::Words& words) const;
    /// Starts the probe in a container of the image.
    Container serve(const std::string& image) const;

private:
    support::Words wrapper() const;
    Bench bench_;
};
