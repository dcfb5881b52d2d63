// SPDX-License-Identifier: MIT
#pragma once

#include "container/cgroup/group.hpp"

#include <cstdint>
#include <optional>

namespace container::cgroup {

/// What a group has used. What no controller counts here is not there.
struct Usage {
    std::optional<std::uint64_t> cpu;            ///< Microseconds, of all CPUs together.
    std::optional<std::uint64_t> memory;         ///< Bytes, without files that can be dropped.
    std::optional<std::uint64_t> memory_limit;   ///< Bytes; nothing if there is no limit.
    std::optional<std::uint64_t> pids;           ///< Processes and threads.
    std::optional<std::uint64_t> bytes_read;     ///< From disks.
    std::optional<std::uint64_t> bytes_written;  ///< To disks.
};
Usage usage(const Group& group);

/// The limit in bytes; nothing if there is none.
std::optional<std::uint64_t> memory_limit(const Group& group);

/// So many processes of the group were killed because memory was short.
std::uint64_t oom_kills(const Group& group);

}  // namespace container::cgroup
