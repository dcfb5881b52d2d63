// SPDX-License-Identifier: MIT
#include "container/layers.hpp"
#include "sys/error.hpp"
#include "sys/mount.hpp"
#include "sys/process.hpp"

#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace container::layers {
namespace {

/// Reaps every child that has ended. Returns how the program among them did, if it was one.
std::optional<int> reap(pid_t program) {
    std::optional<int> status;
    int raw = 0;
    // One SIGCHLD may stand for many children: signals of one number do not queue.
    while (const pid_t pid = ::waitpid(-1, &raw, WNOHANG)) {
        if (pid == -1) break;  // ECHILD: none left
        if (pid == program) status = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
    }
    return status;
}

/// PID 1: hands signals on and reaps until the program ends. When it leaves, the kernel kills
/// whatever is left in the namespace.
[[noreturn]] void be_init(pid_t program) {
    sys::close_range(3, 0);  // above all the channel: the host waits for its end
    for (;;) {
        const siginfo_t signal = sys::sigwaitinfo(sys::blocked_signals());
        if (signal.si_signo == SIGCHLD) {
            if (const auto status = reap(program)) ::_exit(*status);
        } else if (signal.si_code != SI_KERNEL) {
            ::kill(program, signal.si_signo);  // may have ended just now: then SIGCHLD is next
        }
    }
}

/// From chapter 04 on, /proc is one of the container's mounts. Until then it is mounted where
/// everybody sees it.
bool has_mounts_of_its_own(const Context& box) {
    return (box.namespaces & CLONE_NEWNS) != 0;
}

}  // namespace

Layer pid(const Pid& pid) {
    Layer layer{"pid", CLONE_NEWPID};

    layer.prepare = [](Context& box) {
        if (has_mounts_of_its_own(box)) return;
        box.rootfs.use_alone();
        box.rootfs.mountpoint("/proc");
    };

    layer.inside = [](Context& box) {
        if (has_mounts_of_its_own(box)) return;
        sys::mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC);
    };

    if (pid.init)
        layer.init = [](Context&) {
            const pid_t program = sys::clone3({}).pid;
            if (program != 0) be_init(program);
        };

    layer.cleanup = [](Context& box) {
        if (!has_mounts_of_its_own(box)) box.rootfs.unmount("/proc");
    };

    return layer;
}

}  // namespace container::layers
