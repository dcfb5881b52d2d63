// SPDX-License-Identifier: MIT
// caught by: 06.shares
// Everybody has the same share.
#include "reference.hpp"

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Resources changed = resources;
    changed.cpu_shares.reset();
    return reference::cgroup(changed);
}

}  // namespace container
