// SPDX-License-Identifier: MIT
// caught by: 06.pids
// Process 1 does not count, somebody thought.
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Resources changed = resources;
    if (resources.pids) changed.pids = *resources.pids + 1;
    return reference::cgroup(changed);
}

}  // namespace container
