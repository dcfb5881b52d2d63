// SPDX-License-Identifier: MIT
// clone(2) as it was before clone3(2), and signal handlers with sigsuspend(2) instead of a wait for
// signals that are blocked.
#include "reference.hpp"
#include "sys/error.hpp"
#include "sys/process.hpp"

#include <sched.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace container {
namespace {

volatile sig_atomic_t target;

void hand_on(int signal, siginfo_t* info, void*) {
    if (info->si_code != SI_KERNEL) ::kill(static_cast<pid_t>(target), signal);
}

void nothing(int) {}  // only there to end sigsuspend

void set_handlers() {
    struct sigaction action {};
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    action.sa_sigaction = hand_on;
    ::sigfillset(&action.sa_mask);
    const auto handed_on = sys::blocked_signals();
    for (int signal = 1; signal <= SIGRTMAX; ++signal)
        if (::sigismember(&handed_on, signal) == 1) ::sigaction(signal, &action, nullptr);
    ::signal(SIGCHLD, nothing);
}

}  // namespace

Child layers::spawn(const sys::CloneArgs& args, const std::function<void()>& body) {
    int pidfd = -1;
    const auto flags = args.flags | CLONE_PIDFD | SIGCHLD;
    const auto pid = static_cast<pid_t>(
        sys::check(::syscall(SYS_clone, flags, nullptr, &pidfd, nullptr, 0), "clone"));
    if (pid == 0) body();
    return Child{pid, sys::Fd{pidfd}};
}

int layers::wait(const Child& child) {
    target = child.pid();
    set_handlers();
    sigset_t none;
    ::sigemptyset(&none);
    for (;;) {
        int status = 0;
        if (::waitpid(child.pid(), &status, WNOHANG) == child.pid())
            return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
        ::sigsuspend(&none);  // signals come here, and nowhere else
    }
}

}  // namespace container
