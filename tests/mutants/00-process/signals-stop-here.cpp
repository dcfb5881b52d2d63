// SPDX-License-Identifier: MIT
// caught by: 00.forwards
// It waits and does nothing else: all signals are blocked, and none is handed on.
#include "reference.hpp"
#include "sys/process.hpp"

#include <sys/wait.h>

namespace container {

int layers::wait(const Child& child) {
    const auto end = sys::waitid(child.pidfd(), WEXITED);
    return end->si_code == CLD_EXITED ? end->si_status : 128 + end->si_status;
}

}  // namespace container
