// SPDX-License-Identifier: MIT
// caught by: 05.given-address
// Everybody gets the next free address, also who wants another.
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Network changed = network;
    changed.address.clear();
    return reference::net(changed);
}

}  // namespace container
