// SPDX-License-Identifier: MIT
// caught by: 00.interpreter
// ENOENT is passed on as "no such file", though the file is there and its interpreter is not.
#include "container/command_error.hpp"
#include "reference.hpp"

namespace container {

void layers::execute(const Process& process) try {
    reference::execute(process);
} catch (const CommandError& e) {
    if (e.exit_status() != CommandError::not_found) throw;
    throw CommandError{CommandError::not_found, process.args[0] + ": no such file"};
}

}  // namespace container
