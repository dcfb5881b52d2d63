// SPDX-License-Identifier: MIT
#pragma once

#include "container/child.hpp"
#include "seccomp/recording.hpp"
#include "sys/fd.hpp"

#include <filesystem>

namespace seccomp {

/// A socket that a runtime can hand a listener over at: `listenerPath`.
sys::Fd listen_at(const std::filesystem::path& path);

/// Answers for `recording` what the container of the runtime `child` calls, until that has ended:
/// its exit status.
int attend(const container::Child& child, sys::Fd socket, Recording& recording);

}  // namespace seccomp
