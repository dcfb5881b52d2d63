// SPDX-License-Identifier: MIT
#include "container/layers.hpp"
#include "container/todo.hpp"

namespace container::layers {

// Whatever runs in the container, from its first instruction on, gets together what `resources`
// allow and no more. It sees itself at the root of the cgroups. When it is gone, so are they.
Layer cgroup(const Resources& /*resources*/) {
    todo();
}

}  // namespace container::layers
