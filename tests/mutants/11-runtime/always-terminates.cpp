// SPDX-License-Identifier: MIT
// caught by: 11.kill
// The signal is always the same.
#include "lifecycle.hpp"

#include <csignal>

namespace runtime {

void lifecycle::kill(const Entry& entry, int signal) {
    reference::kill(entry, signal == SIGKILL ? SIGKILL : SIGTERM);
}

}  // namespace runtime
