// SPDX-License-Identifier: MIT
// caught by: 06.cpus
// cpu.max is microseconds of each period, not of each second.
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Resources changed = resources;
    if (resources.cpu_quota)
        changed.cpu_quota = *resources.cpu_quota * 1'000'000 / resources.cpu_period;
    return reference::cgroup(changed);
}

}  // namespace container
