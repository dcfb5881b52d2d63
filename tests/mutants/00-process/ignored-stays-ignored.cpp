// SPDX-License-Identifier: MIT
// caught by: 00.signals-reset
// execve(2) resets what is handled and keeps what is ignored: a caller's SIGPIPE, or nohup's
// SIGHUP.
#include "reference.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

namespace container {

void layers::execute(const Process& process) {
    sys::chdir(process.cwd);
    sys::close_range(3, CLOSE_RANGE_CLOEXEC);
    sigset_t none;
    ::sigemptyset(&none);
    sys::sigprocmask(none);
    reference::find_and_execve(process);
}

}  // namespace container
