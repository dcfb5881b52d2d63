// SPDX-License-Identifier: MIT
// caught by: 00.arguments
// An argument that is empty is taken for none.
#include "reference.hpp"

namespace container {

void layers::execute(const Process& process) {
    Process shorter = process;
    std::erase(shorter.args, "");
    reference::execute(shorter);
}

}  // namespace container
