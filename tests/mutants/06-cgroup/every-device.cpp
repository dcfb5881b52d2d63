// SPDX-License-Identifier: MIT
// caught by: 06.devices
// No rule, no limit.
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Resources changed = resources;
    changed.devices.clear();
    return reference::cgroup(changed);
}

}  // namespace container
