// SPDX-License-Identifier: MIT
// caught by: 06.child-killed
// shows on: cgroup v2
// One process that wants too much, and the whole container is killed.
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Resources changed = resources;
    if (resources.memory) changed.unified.emplace_back("memory.oom.group", "1");
    return reference::cgroup(changed);
}

}  // namespace container
