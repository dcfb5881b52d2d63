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
