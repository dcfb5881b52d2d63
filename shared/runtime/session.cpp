// SPDX-License-Identifier: MIT
#include "runtime/console.hpp"
#include "runtime/more.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/ioctl.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <memory>
#include <stdexcept>

namespace runtime {
namespace {

/// The multiplexer of the container's own devpts, and nothing that lies there in its stead: whoever
/// opened that for us would hand the host a file of his choice.
sys::Fd open_multiplexer() {
    auto master = sys::open("/dev/pts/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK);
    struct statfs info {};
    sys::check(::fstatfs(master.get(), &info), "fstatfs /dev/pts/ptmx");
    const auto ptmx = makedev(5, 2);
    if (info.f_type != DEVPTS_SUPER_MAGIC || sys::fstat(master).st_rdev != ptmx)
        throw std::runtime_error{"/dev/pts/ptmx: is not the multiplexer of a devpts"};
    sys::check(::fcntl(master.get(), F_SETFL, O_RDWR), "fcntl F_SETFL");
    return master;
}

/// By the master, whatever lies at its path by now: TIOCGPTPEER in ioctl_tty(2).
sys::Fd open_peer(sys::BorrowedFd master) {
    const int unlocked = 0;
    sys::check(::ioctl(master.get(), TIOCSPTLCK, &unlocked), "ioctl TIOCSPTLCK");
    return sys::Fd{sys::check(::ioctl(master.get(), TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC),
                              "ioctl TIOCGPTPEER")};
}

void take(sys::BorrowedFd terminal, uid_t user) {
    sys::check(::ioctl(terminal.get(), TIOCSCTTY, 0), "ioctl TIOCSCTTY");
    // The group stays that of all terminals.
    sys::check(::fchown(terminal.get(), user, static_cast<gid_t>(-1)), "fchown of the terminal");
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        sys::dup2(terminal, standard);
}

}  // namespace

container::Layer session(const oci::Process& process) {
    container::Layer layer{"session"};
    const auto own = std::make_shared<sys::Fd>();
    if (process.terminal)
        layer.inside = [own, size = process.console_size](container::Context& box) {
            box.terminal = open_multiplexer();
            if (size) set_size(box.terminal, *size);
            *own = open_peer(box.terminal);
        };
    layer.seal = [own, user = process.process.user.uid](container::Context&) {
        sys::check(::setsid(), "setsid");
        if (*own) take(*own, user);
        own->reset();
    };
    return layer;
}

}  // namespace runtime
