// SPDX-License-Identifier: MIT
#pragma once

#include "container/state.hpp"
#include "container/users.hpp"

#include <cstdint>

namespace container::users {

/// Ids in a row.
struct Range {
    std::uint64_t first = 0;
    std::uint64_t size = 0;
    std::uint64_t end() const { return first + size; }
};
bool overlap(const Range& a, const Range& b);

/// So many ids each container of `--userns auto` has.
constexpr std::uint32_t range_size = 65536;

/// Whether ids can be had for that: our own user namespace has them.
bool has_ranges();

/// Ids that no other container has, noted in the container's state, and free again when that is
/// gone. They are from the range of the user "containers" in /etc/subuid, which podman takes them
/// from, too, or else from those that systemd sets aside for containers. Runs on the host.
IdMapping take_range(const State& state);

}  // namespace container::users
