// SPDX-License-Identifier: MIT
#include "sys/process.hpp"
#include "container/command_error.hpp"
#include "container/interpreter.hpp"
#include "container/layers.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <sys/wait.h>

#include <csignal>
#include <filesystem>

namespace container::layers {
namespace {

/// What a failed execve means for whoever typed the command.
CommandError explain(const std::string& path, int error) {
    if (error == ENOENT) {
        const auto interpreter = interpreter_of(path);
        const auto reason = interpreter ? "it needs " + interpreter->native() + ", which is missing"
                                        : "no such file";
        return {CommandError::not_found, path + ": " + reason};
    }
    if (std::error_code ignored; std::filesystem::is_directory(path, ignored))
        return {CommandError::cannot_execute, path + ": is a directory"};
    return {CommandError::cannot_execute, path + ": " + std::system_category().message(error)};
}

std::string path_of(const Process& process) {
    for (const auto& variable : process.env)
        if (variable.starts_with("PATH=")) return variable.substr(5);
    return "";
}

/// execvp(3) would search our PATH; the program's own is what counts.
[[noreturn]] void search(const Process& process) {
    const auto& name = process.args[0];
    const auto path = path_of(process);
    for (std::size_t begin = 0, end = 0; end != std::string::npos; begin = end + 1) {
        end = path.find(':', begin);
        const auto directory = path.substr(begin, end - begin);
        const auto file = (directory.empty() ? "." : directory) + "/" + name;
        try {
            sys::execve(file, process.args, process.env);
        } catch (const sys::SysError& e) {
            // ENOENT of a file that exists: its loader is missing
            std::error_code ignored;
            if (std::filesystem::is_regular_file(file, ignored)) throw explain(file, e.error());
        }
    }
    throw CommandError{CommandError::not_found, name + ": not found in PATH (" + path + ")"};
}

/// From chapter 09 on there may be a filter of system calls already, which lets the program do what
/// it needs. We need more.
bool is_forbidden(const sys::SysError& error) {
    return error.error() == EPERM || error.error() == ENOSYS;
}

/// Throws if /proc/self/fd/N led out of the root (CVE-2024-21626).
void require_inside() try { sys::getcwd(); } catch (const sys::SysError& e) {
    if (!is_forbidden(e)) throw;
}

/// What execve(2) would pass on.
void close_on_exec(unsigned first) try {
    sys::close_range(first, CLOSE_RANGE_CLOEXEC);
} catch (const sys::SysError& e) {
    if (!is_forbidden(e)) throw;
    for (const auto& entry : std::filesystem::directory_iterator{"/proc/self/fd"}) {
        const int fd = std::stoi(entry.path().filename());
        if (fd >= static_cast<int>(first)) ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    }
}

}  // namespace

Child spawn(const sys::CloneArgs& args, const std::function<void()>& body) {
    auto [pid, pidfd] = sys::clone3(args);
    if (pid == 0) body();
    return Child{pid, std::move(pidfd)};
}

void execute(const Process& process) {
    sys::chdir(process.cwd);
    require_inside();

    // What a fresh program does not expect.
    close_on_exec(3 + process.preserved);
    sys::default_dispositions();
    sigset_t none;
    ::sigemptyset(&none);
    sys::sigprocmask(none);

    const auto& name = process.args[0];
    if (name.find('/') == std::string::npos) search(process);
    try {
        sys::execve(name, process.args, process.env);
    } catch (const sys::SysError& e) {
        throw explain(name, e.error());
    }
}

int wait(const Child& child) {
    for (;;) {
        const siginfo_t signal = sys::sigwaitinfo(sys::blocked_signals());
        if (signal.si_signo == SIGCHLD) {
            if (const auto end = sys::waitid(child.pidfd(), WEXITED | WNOHANG))
                return end->si_code == CLD_EXITED ? end->si_status : 128 + end->si_status;
        } else if (signal.si_code != SI_KERNEL) {
            // What the terminal sends (Ctrl-C) reaches the whole foreground group by itself.
            sys::pidfd_send_signal(child.pidfd(), signal.si_signo);
        }
    }
}

}  // namespace container::layers
