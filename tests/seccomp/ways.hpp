// SPDX-License-Identifier: MIT
#pragma once

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <cstddef>
#include <vector>

/// Calls to try a filter with.
namespace ways {

using Program = std::vector<sock_filter>;

/// A call, and how many instructions the program needs to answer it.
struct Way {
    seccomp_data call;
    std::size_t length;
};

/// For each way that the program has for calls like this one, one that goes there: the same but for
/// its arguments. So each of their comparisons comes out both ways, where both can be. `most`: of a
/// program that has very many.
std::vector<Way> through(const Program& program, const seccomp_data& call, std::size_t most = 64);

}  // namespace ways
