// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/instruction.hpp"
#include "containerfile/scope.hpp"

#include <string>

namespace build {

/// The instruction with its variables replaced: two that are spelled alike do the same to the same
/// files. A RUN's command is the shell's to expand: it comes with all variables that it will see.
std::string spell(const containerfile::Instruction& instruction, const containerfile::Scope& scope);

}  // namespace build
