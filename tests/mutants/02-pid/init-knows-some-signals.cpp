// SPDX-License-Identifier: MIT
// caught by: 02.init-forwards
// Signals 1 to 31 are handed on; the real-time signals begin above them.
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
        const int signal = sys::sigwaitinfo(sys::blocked_signals()).si_signo;
        if (signal != SIGCHLD && signal < 32) ::kill(program, signal);
        int raw = 0;
        for (pid_t pid; (pid = ::waitpid(-1, &raw, WNOHANG)) > 0;)
            if (pid == program) ::_exit(status_of(raw));
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
