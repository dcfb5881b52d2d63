// SPDX-License-Identifier: MIT
// caught by: 06.shares
// shows on: cgroup v2
// docker's number is written as it is: version 2 counts from 1 to 10000, and others have 100.
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Resources changed = resources;
    changed.cpu_shares.reset();
    if (resources.cpu_shares)
        changed.unified.emplace_back("cpu.weight", std::to_string(*resources.cpu_shares));
    return reference::cgroup(changed);
}

}  // namespace container
