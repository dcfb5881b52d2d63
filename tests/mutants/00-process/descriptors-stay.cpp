// SPDX-License-Identifier: MIT
// caught by: 00.descriptors
// Ours are close-on-exec, but what our caller left open goes on into the container.
#include "reference.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

namespace container {

void layers::execute(const Process& process) {
    sys::chdir(process.cwd);
    sys::default_dispositions();
    sigset_t none;
    ::sigemptyset(&none);
    sys::sigprocmask(none);
    reference::find_and_execve(process);
}

}  // namespace container
