// SPDX-License-Identifier: MIT
// caught by: 06.reservation
// What is kept for the container is all that it gets.
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Resources changed = resources;
    if (!resources.memory) changed.memory = resources.memory_reservation;
    return reference::cgroup(changed);
}

}  // namespace container
