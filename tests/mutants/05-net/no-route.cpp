// SPDX-License-Identifier: MIT
// caught by: 05.bridge
// An address, a link that is up, and no route to anywhere else.
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Network changed = network;
    changed.internal = true;
    return reference::net(changed);
}

}  // namespace container
