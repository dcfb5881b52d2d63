// SPDX-License-Identifier: MIT
// caught by: 06.oom-score
// Nobody tells the kernel who goes first.
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Resources changed = resources;
    changed.oom_score_adj.reset();
    return reference::cgroup(changed);
}

}  // namespace container
