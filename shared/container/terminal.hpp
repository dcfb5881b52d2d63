// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

/// A terminal of the container's own: pty(7).
namespace container {

/// Opens a new terminal of the container's devpts and binds its slave side on /dev/console.
/// Returns the master side, which is the host's: what it writes there, the program reads. Runs
/// inside.
sys::Fd open_terminal();

/// Starts a session and makes /dev/console, in the size of the caller's terminal, its controlling
/// terminal and its 0, 1 and 2: setsid(2), TIOCSCTTY in ioctl_tty(2). Runs inside.
void take_terminal();

/// Gives `terminal`, either side of it, the size of the first of 0, 1 and 2 that is a terminal, if
/// one is: TIOCSWINSZ in ioctl_tty(2). Runs on the host and inside.
void copy_window_size(sys::BorrowedFd terminal);

}  // namespace container
