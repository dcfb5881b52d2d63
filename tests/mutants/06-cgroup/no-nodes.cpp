// SPDX-License-Identifier: MIT
// caught by: 06.usual-devices
// Whoever may open a device may not make a node for it.
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Resources changed = resources;
    std::erase_if(changed.devices, [](const DeviceRule& rule) { return rule.access == "m"; });
    for (auto& rule : changed.devices)
        if (rule.allow) rule.access = "rw";
    return reference::cgroup(changed);
}

}  // namespace container
