// SPDX-License-Identifier: MIT
#pragma once

#include <linux/filter.h>

#include <vector>

namespace seccomp {

/// Throws if, under that filter, no program can be started: whoever has it in force already could
/// not even say so.
void require_startable(const std::vector<sock_filter>& program);

}  // namespace seccomp
