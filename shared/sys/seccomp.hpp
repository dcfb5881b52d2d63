// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <linux/filter.h>

#include <vector>

/// The filter of system calls: seccomp(2), under its operations' names. Throws SysError.
namespace sys {

/// SECCOMP_SET_MODE_FILTER: from now on, this thread and all that come from it make only the calls
/// that `program` lets them. With SECCOMP_FILTER_FLAG_NEW_LISTENER in `flags`, who has what is
/// returned is asked; otherwise nothing is.
Fd seccomp_set_mode_filter(unsigned flags, const std::vector<sock_filter>& program);

/// Whether the running kernel has such a SECCOMP_FILTER_FLAG_*. Changes nothing.
bool seccomp_knows_flag(unsigned flag) noexcept;

}  // namespace sys
