// SPDX-License-Identifier: MIT
// caught by: 05.joined
// Who wants to share a network gets an empty one.
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Network changed = network;
    if (network.mode == Network::Mode::container) changed.mode = Network::Mode::none;
    return reference::net(changed);
}

}  // namespace container
