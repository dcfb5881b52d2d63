// SPDX-License-Identifier: MIT
#pragma once

#include "oci/config.hpp"
#include "sys/fd.hpp"

#include <filesystem>
#include <optional>

namespace runtime {

/// TIOCSWINSZ in ioctl_tty(2), on either side of it.
void set_size(sys::BorrowedFd terminal, const oci::ConsoleSize& size);

/// Sends the master side of a container's terminal, in its size, to whoever listens at the Unix
/// socket `path`: SCM_RIGHTS in unix(7). The way that all callers of OCI runtimes know.
void send_terminal(const std::filesystem::path& path, sys::BorrowedFd terminal,
                   const std::optional<oci::ConsoleSize>& size);

}  // namespace runtime
