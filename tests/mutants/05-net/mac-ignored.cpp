// SPDX-License-Identifier: MIT
// caught by: 05.given-address
// The MAC address is always made from the IP address.
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Network changed = network;
    changed.mac_address.clear();
    return reference::net(changed);
}

}  // namespace container
