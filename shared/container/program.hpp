// SPDX-License-Identifier: MIT
#pragma once

#include "container/layer.hpp"
#include "container/spec.hpp"

namespace container {

/// Throws the CommandError that execve(2) will be refused with, as far as that can be known before:
/// the program is not found, or may not be executed. Runs inside, as the user whom it will act as.
void require_program(const Process& process);

/// layers::execute(), after the last layer: the program has its umask, and the variables that the
/// layers have found out for it. Runs inside.
[[noreturn]] void become_program(Process process, const Context& context);

}  // namespace container
