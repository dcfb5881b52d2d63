// SPDX-License-Identifier: MIT
#include "container/terminal.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace container {

namespace {

/// From the caller's terminal, while 0, 1 or 2 still is one. The relay on the host does it, too,
/// but may be later than the program's first question.
void copy_window_size(const sys::Fd& slave) {
    winsize size{};
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::ioctl(standard, TIOCGWINSZ, &size) == -1) continue;
        ::ioctl(slave.get(), TIOCSWINSZ, &size);
        return;
    }
}

}  // namespace

sys::Fd open_terminal() {
    sys::Fd master = sys::open("/dev/ptmx", O_RDWR | O_NOCTTY);
    const int locked = 0;
    sys::check(::ioctl(master.get(), TIOCSPTLCK, &locked), "ioctl TIOCSPTLCK");
    unsigned number = 0;
    sys::check(::ioctl(master.get(), TIOCGPTN, &number), "ioctl TIOCGPTN");
    const sys::Fd slave = sys::open_tree(fmt::format("/dev/pts/{}", number), 0);
    sys::move_mount(slave, sys::open("/dev/console", O_PATH));
    return master;
}

void take_terminal() {
    sys::check(::setsid(), "setsid");
    const sys::Fd slave = sys::open("/dev/console", O_RDWR);
    sys::check(::ioctl(slave.get(), TIOCSCTTY, 0), "ioctl TIOCSCTTY");
    copy_window_size(slave);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        sys::dup2(slave, standard);
}

}  // namespace container
