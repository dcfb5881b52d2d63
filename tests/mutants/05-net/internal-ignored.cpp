// SPDX-License-Identifier: MIT
// caught by: 05.internal
// An internal network is one like the others.
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Network changed = network;
    changed.internal = false;
    return reference::net(changed);
}

}  // namespace container
