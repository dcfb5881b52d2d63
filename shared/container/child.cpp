// SPDX-License-Identifier: MIT
#include "container/child.hpp"

#include <sys/syscall.h>
#include <sys/wait.h>

#include <csignal>

namespace container {

Child::~Child() {
    if (!pidfd_) return;
    // Both calls may find the child reaped already, which is what we want anyway.
    ::syscall(SYS_pidfd_send_signal, pidfd_.get(), SIGKILL, nullptr, 0);
    siginfo_t ignored;
    ::waitid(P_PIDFD, static_cast<id_t>(pidfd_.get()), &ignored, WEXITED);
}

}  // namespace container
