// SPDX-License-Identifier: MIT
#pragma once

#include "container/seccomp.hpp"

#include <string>

/// What a compiled filter depends on, as text: equal texts, equal filters.
namespace seccomp {

/// The profile, as far as it gets into the filter.
std::string describe(const container::Seccomp& profile);

/// Who compiles it: this very program (its code may be a student's, who changes it), the library
/// and the kernel.
std::string describe_maker();

}  // namespace seccomp
