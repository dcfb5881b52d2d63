// SPDX-License-Identifier: MIT
// caught by: 05.ports-udp
// The protocol of a port is parsed, and forgotten.
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Network changed = network;
    for (auto& port : changed.ports) port.protocol = "tcp";
    return reference::net(changed);
}

}  // namespace container
