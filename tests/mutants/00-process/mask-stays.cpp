// SPDX-License-Identifier: MIT
// caught by: 00.signals-reset
// The dispositions are reset and the mask is not: the program starts with its signals blocked.
#include "reference.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

namespace container {

void layers::execute(const Process& process) {
    sys::chdir(process.cwd);
    sys::close_range(3, CLOSE_RANGE_CLOEXEC);
    sys::default_dispositions();
    reference::find_and_execve(process);
}

}  // namespace container
