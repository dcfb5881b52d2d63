// SPDX-License-Identifier: MIT
// caught by: 00.forwards
// A list of the signals that one thinks of: SIGQUIT, SIGUSR1 and all others are dropped.
#include "reference.hpp"
#include "sys/process.hpp"

#include <sys/wait.h>

#include <csignal>

namespace container {

int layers::wait(const Child& child) {
    for (;;) {
        const int signal = sys::sigwaitinfo(sys::blocked_signals()).si_signo;
        if (signal == SIGTERM || signal == SIGINT || signal == SIGHUP)
            sys::pidfd_send_signal(child.pidfd(), signal);
        if (const auto end = sys::waitid(child.pidfd(), WEXITED | WNOHANG))
            return end->si_code == CLD_EXITED ? end->si_status : 128 + end->si_status;
    }
}

}  // namespace container
