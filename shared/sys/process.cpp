// SPDX-License-Identifier: MIT
#include "sys/process.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/trace.hpp"

#include <fmt/format.h>
#include <linux/sched.h>
#include <sched.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace sys {
namespace {

/// A directory has a link for each subdirectory, and /proc/self/task one of those for each thread.
bool single_threaded() {
    struct stat tasks {};
    return ::stat("/proc/self/task", &tasks) == -1 || tasks.st_nlink == 3;
}

}  // namespace

std::vector<char*> c_strings(const std::vector<std::string>& strings) {
    std::vector<char*> pointers;
    pointers.reserve(strings.size() + 1);
    for (const auto& s : strings) pointers.push_back(const_cast<char*>(s.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

Cloned clone3(const CloneArgs& what) {
    assert(single_threaded());
    std::fflush(nullptr);  // or parent and child both print what is still buffered
    int pidfd = -1;
    clone_args args{};
    args.flags = what.flags | CLONE_PIDFD;
    args.pidfd = reinterpret_cast<std::uintptr_t>(&pidfd);
    args.exit_signal = what.flags & CLONE_PARENT ? 0 : SIGCHLD;  // that of our own end, then
    if (what.cgroup.get() >= 0) {
        args.flags |= CLONE_INTO_CGROUP;
        args.cgroup = static_cast<std::uint64_t>(what.cgroup.get());
    }
    const auto process = trace::reserve();
    const trace::Call call{"clone3"};
    auto pid = ::syscall(SYS_clone3, &args, sizeof args);
    // A filter of system calls cannot see clone3's flags, and so it may have to pretend that there
    // is no such call: then the older one, for what that can do.
    if (pid == -1 && errno == ENOSYS && what.cgroup.get() < 0)
        pid = ::syscall(SYS_clone, args.flags | SIGCHLD, nullptr, &pidfd, nullptr, 0);
    check(pid, "clone3");
    if (pid == 0)
        trace::become(process);
    else
        trace::made(process, static_cast<pid_t>(pid));
    return {static_cast<pid_t>(pid), pid == 0 ? Fd{} : Fd{pidfd}};
}

void unshare(int flags) {
    const trace::Call call{"unshare"};
    check(::unshare(flags), "unshare {:#x}", flags);
}

void execve(const std::string& path, const std::vector<std::string>& args,
            const std::vector<std::string>& env) {
    const trace::Call call{"execve", path};
    ::execve(path.c_str(), c_strings(args).data(), c_strings(env).data());
    check(-1, "execve {}", path);
    std::abort();  // not reached: check throws
}

std::optional<siginfo_t> waitid(BorrowedFd pidfd, int options) {
    const trace::Wait wait{"waitid"};
    siginfo_t info{};
    int result = 0;
    do result = ::waitid(P_PIDFD, static_cast<id_t>(pidfd.get()), &info, options);
    while (result == -1 && errno == EINTR);
    check(result, "waitid");
    if (info.si_pid == 0) return std::nullopt;
    return info;
}

Fd pidfd_open(pid_t pid) {
    const trace::Call call{"pidfd_open"};
    const auto pidfd = ::syscall(SYS_pidfd_open, pid, 0);  // which is close-on-exec
    return Fd{static_cast<int>(check(pidfd, "pidfd_open {}", pid))};
}

Fd try_pidfd_open(pid_t pid) {
    const trace::Call call{"pidfd_open"};
    const auto pidfd = ::syscall(SYS_pidfd_open, pid, 0);
    // EINVAL: the number is not a process's, but another thread's.
    if (pidfd == -1 && (errno == ESRCH || errno == EINVAL)) return {};
    return Fd{static_cast<int>(check(pidfd, "pidfd_open {}", pid))};
}

pid_t pid_of(BorrowedFd pidfd) {
    constexpr std::string_view key = "Pid:";
    const auto text = read_file(fmt::format("/proc/self/fdinfo/{}", pidfd.get()));
    const auto at = text.find(key);
    return at == text.npos ? 0 : std::stoi(text.substr(at + key.size()));
}

void pidfd_send_signal(BorrowedFd pidfd, int signal) {
    const trace::Call call{"pidfd_send_signal"};
    const auto result = ::syscall(SYS_pidfd_send_signal, pidfd.get(), signal, nullptr, 0);
    if (result == -1 && errno == ESRCH) return;  // it ended first: nobody left to tell
    check(result, "pidfd_send_signal {}", signal);
}

void setns(BorrowedFd namespace_, int type) {
    const trace::Call call{"setns"};
    check(::setns(namespace_.get(), type), "setns");
}

void close_range(unsigned first, int flags) {
    const trace::Call call{"close_range"};
    check(::syscall(SYS_close_range, first, ~0U, flags), "close_range {}", first);
}

sigset_t sigprocmask(const sigset_t& mask) {
    sigset_t old;
    check(::sigprocmask(SIG_SETMASK, &mask, &old), "sigprocmask");
    return old;
}

sigset_t blocked_signals() {
    sigset_t mask;
    check(::sigprocmask(SIG_SETMASK, nullptr, &mask), "sigprocmask");
    return mask;
}

siginfo_t sigwaitinfo(const sigset_t& set) {
    siginfo_t info{};
    int result = 0;
    do result = ::sigwaitinfo(&set, &info);
    while (result == -1 && errno == EINTR);
    check(result, "sigwaitinfo");
    return info;
}

void default_dispositions() {
    // Two numbers below SIGRTMIN belong to libc, and SIGKILL and SIGSTOP cannot be changed.
    for (int signal = 1; signal <= SIGRTMAX; ++signal) ::signal(signal, SIG_DFL);
}

}  // namespace sys
