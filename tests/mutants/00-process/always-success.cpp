// SPDX-License-Identifier: MIT
// caught by: 00.exit-status
// It waits for the program, and forgets to ask how it ended.
#include "reference.hpp"

namespace container {

int layers::wait(const Child& child) {
    reference::wait(child);
    return 0;
}

}  // namespace container
