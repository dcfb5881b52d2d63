// SPDX-License-Identifier: MIT
// caught by: 02.init-status
// Process 1 ends with the worst status that it has met, also among orphans.
#include "reference.hpp"
#include "sys/process.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

namespace container {
namespace {

int status_of(int raw) {
    return WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
}

[[noreturn]] void be_init(pid_t program) {
    sys::close_range(3, 0);
    int worst = 0;
    for (;;) {
        const siginfo_t signal = sys::sigwaitinfo(sys::blocked_signals());
        if (signal.si_signo != SIGCHLD) ::kill(program, signal.si_signo);
        int raw = 0;
        for (pid_t pid; (pid = ::waitpid(-1, &raw, WNOHANG)) > 0;) {
            worst = std::max(worst, status_of(raw));
            if (pid == program) ::_exit(worst);
        }
    }
}

}  // namespace

Layer layers::pid(const Pid& pid) {
    Layer layer = reference::pid(pid);
    if (pid.init)
        layer.init = [](Context&) {
            const pid_t program = sys::clone3({}).pid;
            if (program != 0) be_init(program);
        };
    return layer;
}

}  // namespace container
