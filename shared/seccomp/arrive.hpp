// SPDX-License-Identifier: MIT
#pragma once

#include <linux/filter.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace seccomp {

/// Calls from `first` on, to the next range's, all arrive at that instruction.
struct Range {
    std::uint32_t first;
    std::size_t instruction;
};

/// The calls that come with one value of seccomp_data's `arch`; nothing: with any that the program
/// does not name.
struct Door {
    std::optional<std::uint32_t> arch;
    std::vector<Range> ranges;  ///< The first of them begins with 0.
};

/// Where a filter arrives while it has looked at no more of a call than its number and its ABI: at
/// an answer, or at the first look at something else. The last door is the one without a name.
/// Nothing if the program does anything else before.
std::optional<std::vector<Door>> arrive(const std::vector<sock_filter>& program);

}  // namespace seccomp
