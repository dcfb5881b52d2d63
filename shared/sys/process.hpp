// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <sys/types.h>

#include <csignal>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Processes and signals: the system calls, under their own names. Each throws SysError.
namespace sys {

/// What of clone3(2)'s struct clone_args a container needs.
struct CloneArgs {
    std::uint64_t flags = 0;  ///< CLONE_NEW*; CLONE_PARENT: not our child, but our sibling.
    BorrowedFd cgroup = -1;   ///< The cgroup v2 directory to be born in; -1: the caller's.
};

/// What clone3 returned. In the child `pid` is 0 and `pidfd` is empty.
struct Cloned {
    pid_t pid = 0;
    Fd pidfd;
};

/// clone3(2) with CLONE_PIDFD and SIGCHLD, and with CLONE_INTO_CGROUP if there is a cgroup. With
/// nothing in `args` it is fork(2).
///
/// The process must have one thread only: the child gets a copy of that thread, and of every
/// lock that another one held.
Cloned clone3(const CloneArgs& args);

/// unshare(2): from now on, the caller has namespaces of its own of these kinds (CLONE_NEW*).
void unshare(int flags);

/// The strings as execve(2) and posix_spawn(3) take them: pointers into them, and a null one.
std::vector<char*> c_strings(const std::vector<std::string>& strings);

/// execve(2). Returns only by throwing.
[[noreturn]] void execve(const std::string& path, const std::vector<std::string>& args,
                         const std::vector<std::string>& env);

/// waitid(2) on a pidfd: how that child ended, or nothing if `options` has WNOHANG and it runs.
std::optional<siginfo_t> waitid(BorrowedFd pidfd, int options);

/// pidfd_open(2): of a process that is no child of ours.
Fd pidfd_open(pid_t pid);
/// The same; no descriptor if there is no such process.
Fd try_pidfd_open(pid_t pid);

/// The number of a pidfd's process, as this process counts; -1 if it is reaped, 0 if it has none
/// here. proc(5), "/proc/[pid]/fdinfo".
pid_t pid_of(BorrowedFd pidfd);

/// pidfd_send_signal(2). A process that is gone already is no error.
void pidfd_send_signal(BorrowedFd pidfd, int signal);

/// setns(2): the process goes over to `namespace_`, of the kind `type` (CLONE_NEW*).
void setns(BorrowedFd namespace_, int type);

/// close_range(2) over every descriptor from `first` on; `flags` 0 or CLOSE_RANGE_CLOEXEC.
void close_range(unsigned first, int flags);

/// sigprocmask(2) with SIG_SETMASK. Returns the mask that was in force.
sigset_t sigprocmask(const sigset_t& mask);

/// sigprocmask(2): the mask in force.
sigset_t blocked_signals();

/// sigwaitinfo(2): takes the next pending signal of `set`, waiting for one if need be.
/// Every signal of `set` must be blocked.
siginfo_t sigwaitinfo(const sigset_t& set);

/// Gives every signal its default disposition, as signal(7) lists them.
void default_dispositions();

}  // namespace sys
