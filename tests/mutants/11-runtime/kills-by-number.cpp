// SPDX-License-Identifier: MIT
// caught by: 11.kill-stopped
// The signal goes to whoever has that number, or to nobody.
#include "lifecycle.hpp"

#include <csignal>

namespace runtime {

void lifecycle::kill(const Entry& entry, int signal) {
    ::kill(entry.init(), signal);
    if (signal == SIGKILL && entry.is_frozen()) entry.group().thaw();
}

}  // namespace runtime
