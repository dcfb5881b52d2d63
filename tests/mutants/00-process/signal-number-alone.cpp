// SPDX-License-Identifier: MIT
// caught by: 00.signal-status
// si_status is returned for every kind of end: a killed program is 9, and so is one that says so.
#include "reference.hpp"
#include "sys/process.hpp"

#include <sys/wait.h>

namespace container {

int layers::wait(const Child& child) {
    return sys::waitid(child.pidfd(), WEXITED)->si_status;
}

}  // namespace container
