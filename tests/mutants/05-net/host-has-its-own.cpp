// SPDX-License-Identifier: MIT
// caught by: 05.namespace
// --network host is taken for one more network of its own.
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Network changed = network;
    if (network.mode == Network::Mode::host) changed.mode = Network::Mode::none;
    return reference::net(changed);
}

}  // namespace container
