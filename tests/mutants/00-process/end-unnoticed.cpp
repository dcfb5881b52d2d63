// SPDX-License-Identifier: MIT
// caught by: 00.runs (hang)
// SIGCHLD is not among the signals waited for: nothing tells of the program's end.
#include "reference.hpp"
#include "sys/process.hpp"

#include <sys/wait.h>

#include <csignal>

namespace container {

int layers::wait(const Child& child) {
    sigset_t set;
    ::sigemptyset(&set);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGWINCH})
        ::sigaddset(&set, signal);
    for (;;) {
        sys::pidfd_send_signal(child.pidfd(), sys::sigwaitinfo(set).si_signo);
        if (const auto end = sys::waitid(child.pidfd(), WEXITED | WNOHANG))
            return end->si_code == CLD_EXITED ? end->si_status : 128 + end->si_status;
    }
}

}  // namespace container
