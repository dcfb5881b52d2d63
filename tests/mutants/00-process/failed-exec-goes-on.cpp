// SPDX-License-Identifier: MIT
// caught by: 00.not-found
// After a failed execve(2) the child returns into the code of its parent, and is a second runtime.
#include "reference.hpp"

#include <cstdio>
#include <cstdlib>

namespace container {

void layers::execute(const Process& process) try {
    reference::execute(process);
} catch (const std::exception&) {
    std::puts("the program has ended");  // what the parent was to say, later
    std::exit(127);
}

}  // namespace container
