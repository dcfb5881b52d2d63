// SPDX-License-Identifier: MIT
// caught by: 05.last
// The first one out turns off the light.
#include "container/network/firewall.hpp"
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    if (network.mode != Network::Mode::bridge || network.internal) return layer;
    layer.cleanup = [cleanup = layer.cleanup](Context& box) {
        cleanup(box);
        network::firewall::remove("wb0");
    };
    return layer;
}

}  // namespace container
