// SPDX-License-Identifier: MIT
#pragma once

#include "container/users.hpp"

#include <vector>

namespace container::users {

/// The limits of a container that nobody has said any of: what the kernel gives its first process,
/// as far as the caller's hard limits allow. What a shell has made of its soft ones (ulimit) stays
/// that shell's own.
std::vector<Rlimit> usual_limits();

}  // namespace container::users
