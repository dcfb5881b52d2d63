// SPDX-License-Identifier: MIT
#pragma once

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <cstdint>
#include <vector>

namespace seccomp {

/// What the kernel makes of a call: runs the program as it would (bpf(4), seccomp(2)), and returns
/// SECCOMP_RET_* with its data. Throws if the program does what no filter may do.
std::uint32_t simulate(const std::vector<sock_filter>& program, const seccomp_data& call);

}  // namespace seccomp
