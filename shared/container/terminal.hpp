// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

/// A terminal of the container's own: pty(7). Both functions run inside.
namespace container {

/// Opens a new terminal of the container's devpts and binds its slave side on /dev/console.
/// Returns the master side, which is the host's: what it writes there, the program reads.
sys::Fd open_terminal();

/// Starts a session and makes /dev/console, in the size of the caller's terminal, its controlling
/// terminal and its 0, 1 and 2:
/// setsid(2), TIOCSCTTY in ioctl_tty(2).
void take_terminal();

}  // namespace container
