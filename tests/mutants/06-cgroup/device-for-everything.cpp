// SPDX-License-Identifier: MIT
// caught by: 06.device
// --device /dev/kmsg:r gives more than was asked for.
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Resources changed = resources;
    for (auto& rule : changed.devices)
        if (rule.allow && rule.minor) rule.access = "rwm";
    return reference::cgroup(changed);
}

}  // namespace container
