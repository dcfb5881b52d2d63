// SPDX-License-Identifier: MIT
// caught by: 05.ports-address
// The address of a published port is parsed, and forgotten: 127.0.0.1 is everybody's.
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Network changed = network;
    for (auto& port : changed.ports) port.address.clear();
    return reference::net(changed);
}

}  // namespace container
