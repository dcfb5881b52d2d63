// SPDX-License-Identifier: MIT
// caught by: 11.force
// The container is told to end, and taken for ended.
#include "lifecycle.hpp"
#include "sys/process.hpp"

#include <csignal>

namespace runtime {

void lifecycle::remove(Entry& entry, const container::Layers& layers, bool force) {
    if (force)
        if (const auto init = entry.open_init()) sys::pidfd_send_signal(init, SIGTERM);
    reference::remove(entry, layers, false);
}

}  // namespace runtime
