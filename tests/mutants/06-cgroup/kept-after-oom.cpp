// SPDX-License-Identifier: MIT
// caught by: 06.memory
// What ended for want of memory is kept, for somebody to look at.
#include "container/cgroup/usage.hpp"
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Layer layer = reference::cgroup(resources);
    layer.cleanup = [cleanup = layer.cleanup](Context& box) {
        if (cgroup::oom_kills(cgroup::Group::find(box.state)) == 0) cleanup(box);
    };
    return layer;
}

}  // namespace container
