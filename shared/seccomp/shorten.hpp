// SPDX-License-Identifier: MIT
#pragma once

#include <linux/filter.h>

#include <vector>

namespace seccomp {

/// A program that answers each call as this one does, in fewer instructions: the kernel reads,
/// checks and translates all of them at each start of a container.
///
/// libseccomp asks for each call's number. Here, neighbours that fare alike are one range, and what
/// looks at arguments is taken over as it is. A program that is not understood comes back
/// unchanged.
std::vector<sock_filter> shorten(const std::vector<sock_filter>& program);

}  // namespace seccomp
