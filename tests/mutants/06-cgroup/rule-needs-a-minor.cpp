// SPDX-License-Identifier: MIT
// caught by: 06.device-rule
// A rule for all devices of a kind is passed over.
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Resources changed = resources;
    std::erase_if(changed.devices, [](const DeviceRule& rule) {
        return rule.allow && !rule.minor && rule.access == "r";
    });
    return reference::cgroup(changed);
}

}  // namespace container
