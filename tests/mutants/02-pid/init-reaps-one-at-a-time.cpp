// SPDX-License-Identifier: MIT
// caught by: 02.init-reaps
// One waitpid(2) for each SIGCHLD: of fifty children that end at once, it hears of a few.
#include "reference.hpp"
#include "sys/process.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace container {
namespace {

int status_of(int raw) {
    return WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
}

[[noreturn]] void be_init(pid_t program) {
    sys::close_range(3, 0);
    for (;;) {
        const siginfo_t signal = sys::sigwaitinfo(sys::blocked_signals());
        if (signal.si_signo != SIGCHLD) ::kill(program, signal.si_signo);
        int raw = 0;
        if (::waitpid(-1, &raw, WNOHANG) == program) ::_exit(status_of(raw));
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
