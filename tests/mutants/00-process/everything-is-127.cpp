// SPDX-License-Identifier: MIT
// caught by: 00.cannot-execute
// Whatever execve(2) says, the command is called missing.
#include "container/command_error.hpp"
#include "reference.hpp"

namespace container {

void layers::execute(const Process& process) try {
    reference::execute(process);
} catch (const CommandError& e) {
    throw CommandError{CommandError::not_found, e.what()};
}

}  // namespace container
