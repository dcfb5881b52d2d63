// SPDX-License-Identifier: MIT
// fork(2) and pidfd_open(2) instead of clone3(2), a signalfd(2) instead of sigwaitinfo(2), and a
// search that asks access(2) before it calls execve(2).
#include "container/command_error.hpp"
#include "container/interpreter.hpp"
#include "container/layers.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

#include <poll.h>
#include <sched.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <filesystem>
#include <sstream>

namespace container {
namespace {

namespace fs = std::filesystem;

std::string find(const Process& process) {
    const auto& name = process.args[0];
    if (name.find('/') != std::string::npos) return name;
    std::istringstream path;
    for (const auto& variable : process.env)
        if (variable.starts_with("PATH=")) path.str(variable.substr(5));
    for (std::string directory; std::getline(path, directory, ':');) {
        const auto file = directory + "/" + name;
        if (fs::is_regular_file(file) && ::access(file.c_str(), X_OK) == 0) return file;
    }
    throw CommandError{CommandError::not_found, name + ": not found"};
}

std::vector<char*> pointers(const std::vector<std::string>& words) {
    std::vector<char*> result;
    for (const auto& word : words) result.push_back(const_cast<char*>(word.c_str()));
    result.push_back(nullptr);
    return result;
}

}  // namespace

Child layers::spawn(const sys::CloneArgs&, const std::function<void()>& body) {
    const pid_t pid = sys::check(::fork(), "fork");  // this chapter asks for no namespaces
    if (pid == 0) body();
    const auto pidfd = sys::check(::syscall(SYS_pidfd_open, pid, 0), "pidfd_open");
    return Child{pid, sys::Fd{static_cast<int>(pidfd)}};
}

void layers::execute(const Process& process) {
    sys::check(::chdir(process.cwd.c_str()), "chdir {}", process.cwd.native());
    for (int signal = 1; signal < NSIG; ++signal) ::signal(signal, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    const auto file = find(process);
    // The channel must stay until execve(2) has worked: only marked, as the others are.
    ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    ::execve(file.c_str(), pointers(process.args).data(), pointers(process.env).data());
    const int error = errno;
    if (error != ENOENT)
        throw CommandError{CommandError::cannot_execute, file + ": " + std::strerror(error)};
    const auto loader = interpreter_of(file);
    throw CommandError{CommandError::not_found,
                       file + ": " + (loader ? loader->native() + " is missing" : "is missing")};
}

int layers::wait(const Child& child) {
    const auto blocked = sys::blocked_signals();
    const sys::Fd signals{sys::check(::signalfd(-1, &blocked, SFD_CLOEXEC), "signalfd")};
    for (;;) {
        pollfd watched[2] = {{child.pidfd().get(), POLLIN, 0}, {signals.get(), POLLIN, 0}};
        sys::check(::poll(watched, 2, -1), "poll");
        if (watched[1].revents != 0) {
            signalfd_siginfo signal{};
            sys::check(::read(signals.get(), &signal, sizeof signal), "read signalfd");
            const auto number = static_cast<int>(signal.ssi_signo);
            if (number != SIGCHLD && signal.ssi_code != SI_KERNEL) ::kill(child.pid(), number);
        }
        if (watched[0].revents == 0) continue;
        int status = 0;
        sys::check(::waitpid(child.pid(), &status, 0), "waitpid");
        return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    }
}

}  // namespace container
