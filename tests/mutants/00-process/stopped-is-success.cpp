// SPDX-License-Identifier: MIT
// caught by: 00.term
// A program that ended by the signal we handed on did as it was told: that is called a success.
#include "reference.hpp"
#include "sys/process.hpp"

#include <sys/wait.h>

#include <csignal>

namespace container {

int layers::wait(const Child& child) {
    int handed_on = 0;
    for (;;) {
        const siginfo_t signal = sys::sigwaitinfo(sys::blocked_signals());
        if (signal.si_signo != SIGCHLD) {
            handed_on = signal.si_signo;
            sys::pidfd_send_signal(child.pidfd(), handed_on);
        } else if (const auto end = sys::waitid(child.pidfd(), WEXITED | WNOHANG)) {
            if (end->si_code == CLD_EXITED) return end->si_status;
            return end->si_status == handed_on ? 0 : 128 + end->si_status;
        }
    }
}

}  // namespace container
