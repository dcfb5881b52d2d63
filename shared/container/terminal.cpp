// SPDX-License-Identifier: MIT
#include "container/terminal.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <sys/ioctl.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <stdexcept>
#include <string>

namespace container {

namespace {

/// A file of /dev, and no other that a symlink in there leads to (CVE-2025-52565).
sys::Fd open_in_dev(const char* name, int flags) {
    const sys::Fd dev = sys::openat2(AT_FDCWD, "/dev", O_PATH | O_DIRECTORY, RESOLVE_NO_SYMLINKS);
    return sys::openat2(dev, name, flags, RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS);
}

/// The terminals' own file system. Nobody can put another file in the place of one of its own.
sys::Fd open_devpts() {
    auto pts = open_in_dev("pts", O_PATH | O_DIRECTORY);
    struct statfs info {};
    sys::check(::fstatfs(pts.get(), &info), "fstatfs /dev/pts");
    if (info.f_type != DEVPTS_SUPER_MAGIC)
        throw std::runtime_error{"/dev/pts is no devpts, and without one there is no terminal"};
    return pts;
}

/// What is bound on /dev/console, by its own name in devpts, which ttyname(3) finds.
sys::Fd open_slave() {
    const auto console = sys::fstat(open_in_dev("console", O_PATH));
    sys::Fd slave = sys::openat(open_devpts(), std::to_string(minor(console.st_rdev)), O_RDWR);
    const auto own = sys::fstat(slave);
    if (own.st_dev != console.st_dev || own.st_ino != console.st_ino)
        throw std::runtime_error{"/dev/console is no terminal of this container's"};
    return slave;
}

}  // namespace

sys::Fd open_terminal() {
    const sys::Fd pts = open_devpts();
    sys::Fd master = sys::openat(pts, "ptmx", O_RDWR | O_NOCTTY);
    const int locked = 0;
    sys::check(::ioctl(master.get(), TIOCSPTLCK, &locked), "ioctl TIOCSPTLCK");
    unsigned number = 0;
    sys::check(::ioctl(master.get(), TIOCGPTN, &number), "ioctl TIOCGPTN");
    // O_PATH is not to open it: once somebody has, and closes it as the last one, whoever reads
    // from the master is told that all is over.
    const sys::Fd slave = sys::openat(pts, std::to_string(number), O_PATH | O_NOFOLLOW);
    sys::move_mount(sys::open_tree(slave, 0), open_in_dev("console", O_PATH));
    return master;
}

void take_terminal() {
    sys::check(::setsid(), "setsid");
    const sys::Fd slave = open_slave();
    sys::check(::ioctl(slave.get(), TIOCSCTTY, 0), "ioctl TIOCSCTTY");
    copy_window_size(slave);  // the relay does it too, but maybe after the program's first question
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        sys::dup2(slave, standard);
}

void copy_window_size(sys::BorrowedFd terminal) {
    winsize size{};
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::ioctl(standard, TIOCGWINSZ, &size) == -1) continue;
        ::ioctl(terminal.get(), TIOCSWINSZ, &size);
        return;
    }
}

}  // namespace container
