// SPDX-License-Identifier: MIT
// caught by: 11.reused
// A process of that number is taken for the container's.
#include "lifecycle.hpp"

#include <csignal>

namespace runtime {

Status lifecycle::status(const Entry& entry) {
    if (::kill(entry.init(), 0) == -1) return Status::stopped;
    if (std::filesystem::exists(entry.gate())) return Status::created;
    return entry.is_frozen() ? Status::paused : Status::running;
}

}  // namespace runtime
