// SPDX-License-Identifier: MIT
// /proc by fsopen(2), fsmount(2) and move_mount(2), before the root changes; an init that has its
// signals from a signalfd(2).
#include "container/layers.hpp"
#include "sys/error.hpp"
#include "sys/mount.hpp"
#include "sys/process.hpp"

#include <sched.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace container {
namespace {

[[noreturn]] void be_init(pid_t program) {
    sys::close_range(3, 0);
    const auto blocked = sys::blocked_signals();
    const sys::Fd signals{sys::check(::signalfd(-1, &blocked, SFD_CLOEXEC), "signalfd")};
    for (;;) {
        signalfd_siginfo signal{};
        sys::check(::read(signals.get(), &signal, sizeof signal), "read signalfd");
        if (signal.ssi_signo != SIGCHLD && signal.ssi_code != SI_KERNEL)
            ::kill(program, static_cast<int>(signal.ssi_signo));
        siginfo_t end{};
        while (::waitid(P_ALL, 0, &end, WEXITED | WNOHANG) == 0 && end.si_pid != 0) {
            if (end.si_pid == program)
                ::_exit(end.si_code == CLD_EXITED ? end.si_status : 128 + end.si_status);
            end = {};
        }
    }
}

}  // namespace

Layer layers::pid(const Pid& pid) {
    Layer layer{"pid", CLONE_NEWPID};
    layer.prepare = [](Context& box) {
        box.rootfs.use_alone();
        box.rootfs.mountpoint("/proc");
    };
    layer.build = [](Context& box) {
        constexpr auto quiet = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC;
        sys::move_mount(sys::fsmount("proc", "", quiet), box.rootfs.mountpoint("/proc"));
    };
    if (pid.init)
        layer.init = [](Context&) {
            const auto program = sys::clone3({});
            if (program.pid != 0) be_init(program.pid);
        };
    layer.cleanup = [](Context& box) { box.rootfs.unmount("/proc"); };
    return layer;
}

}  // namespace container
