// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"

namespace container {

/// Throws the CommandError that execve(2) will be refused with, as far as that can be known before:
/// the program is not found, or may not be executed. Runs inside, as the user whom it will act as.
void require_program(const Process& process);

}  // namespace container
