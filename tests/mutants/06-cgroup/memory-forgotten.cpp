// SPDX-License-Identifier: MIT
// caught by: 06.memory
// The limit is parsed, and forgotten.
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Resources changed = resources;
    changed.memory.reset();
    changed.memory_swap.reset();
    return reference::cgroup(changed);
}

}  // namespace container
