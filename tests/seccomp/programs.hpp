// SPDX-License-Identifier: MIT
#pragma once

#include "container/seccomp.hpp"
#include "ways.hpp"

#include <string_view>

/// Filters to shorten, and profiles to make some of.
namespace programs {

using container::Seccomp;
using ways::Program;

Seccomp resolved(std::string_view text);

/// From a few calls to most, and as many of them with arguments as not.
Seccomp random_profile();

/// What no library writes: looks at anything anywhere, and jumps into the middle.
Program random_program();

/// After a long way, answers that a comparison beside it has, too; and a few that nobody gets to.
Program with_a_way_of(int length);

}  // namespace programs
