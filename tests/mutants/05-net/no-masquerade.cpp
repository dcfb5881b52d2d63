// SPDX-License-Identifier: MIT
// caught by: 05.outside
// The packets leave with an address to which nobody knows the way.
#include "container/network/firewall.hpp"
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    if (network.mode != Network::Mode::bridge || network.internal) return layer;
    layer.prepare = [prepare = layer.prepare](Context& box) {
        prepare(box);
        network::firewall::remove("wb0");
    };
    return layer;
}

}  // namespace container
