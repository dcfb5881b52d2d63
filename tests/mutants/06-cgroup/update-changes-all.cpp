// SPDX-License-Identifier: MIT
// caught by: 06.update
// Whoever changes one limit lifts the others.
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Layer layer = reference::cgroup(resources);
    Resources all = resources;
    if (!all.memory) all.memory = -1;
    if (!all.pids) all.pids = -1;
    layer.update = reference::cgroup(all).update;
    return layer;
}

}  // namespace container
