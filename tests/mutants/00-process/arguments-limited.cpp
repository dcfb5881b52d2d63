// SPDX-License-Identifier: MIT
// caught by: contract.too-long
// 128 KiB is the limit of one string; it is taken for that of all arguments together.
#include "container/command_error.hpp"
#include "reference.hpp"

namespace container {

void layers::execute(const Process& process) {
    std::size_t size = 0;
    for (const auto& word : process.args) size += word.size() + 1;
    if (size > 131072)
        throw CommandError{CommandError::cannot_execute, process.args[0] + ": too many arguments"};
    reference::execute(process);
}

}  // namespace container
