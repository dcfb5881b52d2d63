// SPDX-License-Identifier: MIT
// caught by: 00.environment
// The program gets our environment, as execv(3) would give it, and with it all that is secret in
// it.
#include "reference.hpp"

#include <unistd.h>

namespace container {

void layers::execute(const Process& process) {
    Process ours = process;
    ours.env.clear();
    for (char** variable = environ; *variable; ++variable) ours.env.emplace_back(*variable);
    reference::execute(ours);
}

}  // namespace container
