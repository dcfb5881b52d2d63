// SPDX-License-Identifier: MIT
// caught by: 06.swap
// Memory is limited, and what does not fit goes to the disk.
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Resources changed = resources;
    if (resources.memory && !resources.memory_swap) changed.memory_swap = -1;
    return reference::cgroup(changed);
}

}  // namespace container
