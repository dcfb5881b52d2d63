// SPDX-License-Identifier: MIT
// caught by: 05.loopback
// Nobody sets lo up: in a new namespace it is down.
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    if (network.mode == Network::Mode::none) layer.build = {};
    return layer;
}

}  // namespace container
