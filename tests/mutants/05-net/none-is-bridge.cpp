// SPDX-License-Identifier: MIT
// caught by: 05.none
// Who asked for no network gets the usual one.
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Network changed = network;
    if (network.mode == Network::Mode::none) changed.mode = Network::Mode::bridge;
    return reference::net(changed);
}

}  // namespace container
