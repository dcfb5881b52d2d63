// SPDX-License-Identifier: MIT
// An init of fork(2), signal handlers and a wait(2) that blocks.
#include "container/layers.hpp"
#include "sys/error.hpp"
#include "sys/mount.hpp"
#include "sys/process.hpp"

#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace container {
namespace {

volatile sig_atomic_t program;

void hand_on(int signal, siginfo_t* info, void*) {
    const int saved = errno;
    if (info->si_code != SI_KERNEL) ::kill(static_cast<pid_t>(program), signal);
    errno = saved;
}

/// A wait that a signal interrupts goes on by itself: SA_RESTART.
void set_handlers(const sigset_t& handed_on) {
    struct sigaction action {};
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    action.sa_sigaction = hand_on;
    for (int signal = 1; signal <= SIGRTMAX; ++signal)
        if (signal != SIGCHLD && ::sigismember(&handed_on, signal) == 1)
            ::sigaction(signal, &action, nullptr);
    ::sigprocmask(SIG_UNBLOCK, &handed_on, nullptr);
}

[[noreturn]] void be_init() {
    set_handlers(sys::blocked_signals());
    for (;;) {
        int status = 0;
        const pid_t ended = ::wait(&status);
        if (ended != program) continue;
        ::_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    }
}

}  // namespace

Layer layers::pid(const Pid& pid) {
    Layer layer{"pid", CLONE_NEWPID};
    layer.prepare = [](Context& box) {
        box.rootfs.use_alone();
        box.rootfs.mountpoint("/proc");
    };
    layer.inside = [](Context&) {
        sys::mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC);
    };
    if (pid.init)
        layer.init = [](Context&) {
            program = sys::check(::fork(), "fork");
            if (program == 0) return;
            sys::close_range(3, 0);
            be_init();
        };
    layer.cleanup = [](Context& box) { box.rootfs.unmount("/proc"); };
    return layer;
}

}  // namespace container
