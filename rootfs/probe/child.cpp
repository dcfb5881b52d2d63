// SPDX-License-Identifier: MIT
#include "child.hpp"

#include "command.hpp"

#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace probe {
namespace {

/// fork(2), with namespaces.
pid_t clone_with(unsigned long namespaces) {
    clone_args args{};
    args.flags = namespaces;
    args.exit_signal = SIGCHLD;
    return static_cast<pid_t>(check(::syscall(SYS_clone3, &args, sizeof args), "clone3"));
}

std::string outcome_of(const std::function<std::string()>& work) {
    try {
        return "d" + work();
    } catch (const Refused& e) {
        return std::string{"r"} + e.what();
    } catch (const std::exception& e) {
        return std::string{"e"} + e.what();
    }
}

}  // namespace

std::string in_child(const std::function<std::string()>& work, unsigned long namespaces) {
    int ends[2];
    check(::pipe2(ends, O_CLOEXEC), "pipe2");
    const pid_t pid = namespaces == 0 ? check(::fork(), "fork") : clone_with(namespaces);
    if (pid == 0) {
        const auto text = outcome_of(work);
        if (::write(ends[1], text.data(), text.size()) == -1) ::_exit(1);
        ::close(ends[1]);
        for (;;) ::pause();
    }
    ::close(ends[1]);
    char text[8192];
    const auto size = ::read(ends[0], text, sizeof text);
    ::close(ends[0]);
    if (size <= 0) {
        int status = 0;
        ::waitpid(pid, &status, 0);
        throw Refused{"the attacker was killed: " + std::string{::strsignal(WTERMSIG(status))}};
    }
    std::string said(text + 1, static_cast<std::size_t>(size) - 1);
    if (text[0] == 'r') throw Refused{said};
    if (text[0] == 'e') throw std::runtime_error{said};
    return said;
}

void stay(const std::function<void()>& work) {
    if (check(::fork(), "fork") != 0) return;
    work();
    for (;;) ::pause();
}

}  // namespace probe
