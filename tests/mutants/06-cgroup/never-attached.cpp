// SPDX-License-Identifier: MIT
// caught by: 06.own
// The limits are written, and nobody is in the group.
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Layer layer = reference::cgroup(resources);
    layer.prepare = [prepare = layer.prepare](Context& box) {
        prepare(box);
        box.cgroup.reset();
    };
    layer.build = {};
    return layer;
}

}  // namespace container
