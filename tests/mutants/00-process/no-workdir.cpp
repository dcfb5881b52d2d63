// SPDX-License-Identifier: MIT
// caught by: 00.workdir
// The working directory that was asked for is forgotten.
#include "reference.hpp"

namespace container {

void layers::execute(const Process& process) {
    Process forgetful = process;
    forgetful.cwd = "/";
    reference::execute(forgetful);
}

}  // namespace container
