// SPDX-License-Identifier: MIT
#pragma once

#include "container/seccomp.hpp"

#include <string>

namespace seccomp {

/// The profile as JSON, which parse_profile() reads, and docker and podman do.
std::string write_profile(const container::Seccomp& profile);

}  // namespace seccomp
