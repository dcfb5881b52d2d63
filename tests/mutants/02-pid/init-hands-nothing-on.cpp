// SPDX-License-Identifier: MIT
// caught by: 02.init-term (hang)
// Process 1 waits for children only: what is signalled to it ends there.
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
    int raw = 0;
    while (::waitpid(-1, &raw, 0) != program) continue;
    ::_exit(status_of(raw));
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
