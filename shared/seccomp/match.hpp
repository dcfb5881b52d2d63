// SPDX-License-Identifier: MIT
#pragma once

#include "seccomp/names.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace seccomp {

/// The arguments of a call, as a filter sees them.
using Arguments = std::array<std::uint64_t, 6>;

/// Whether the rule is one for this call.
bool matches(const Seccomp::Rule& rule, const std::string& name, const Arguments& arguments);

}  // namespace seccomp
