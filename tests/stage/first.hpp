// SPDX-License-Identifier: MIT
#pragma once

#include "groups.hpp"
#include "options.hpp"

namespace stage {

/// PID 1 of the stage, in namespaces that are as new as itself: makes a host of them, and does what
/// the harness says until it ends. Then the kernel ends all that is left in its PID namespace.
[[noreturn]] void first_process(Options& options, Groups& groups);

}  // namespace stage
