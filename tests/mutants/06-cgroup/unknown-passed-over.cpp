// SPDX-License-Identifier: MIT
// caught by: 06.missing
// A controller that is not there has no limits to set.
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Resources changed = resources;
    std::erase_if(changed.unified,
                  [](const auto& setting) { return setting.first.starts_with("weather."); });
    return reference::cgroup(changed);
}

}  // namespace container
