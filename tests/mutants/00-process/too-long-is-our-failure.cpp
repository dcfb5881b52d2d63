// SPDX-License-Identifier: MIT
// caught by: contract.too-long
// E2BIG is not among the errors of execve(2) that it knows: 125, as if the runtime had failed.
#include "container/command_error.hpp"
#include "reference.hpp"
#include "sys/error.hpp"

#include <cstring>

namespace container {

void layers::execute(const Process& process) try {
    reference::execute(process);
} catch (const CommandError& e) {
    if (!std::string_view{e.what()}.ends_with(std::strerror(E2BIG))) throw;
    throw sys::SysError{E2BIG, "execve"};
}

}  // namespace container
