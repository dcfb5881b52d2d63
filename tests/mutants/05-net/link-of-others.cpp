// SPDX-License-Identifier: MIT
// caught by: 05.others-link
// A link that has the bridge's name can only be what a killed run has left.
#include "container/network/leases.hpp"
#include "reference.hpp"
#include "sys/netlink.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    if (network.mode != Network::Mode::bridge) return layer;
    layer.prepare = [prepare = layer.prepare](Context& box) {
        {  // who has the leases has the bridge: not in the midst of another's work
            const network::Leases leases{"wb0"};
            if (leases.size() == 0) sys::Netlink{}.remove_link("wb0");
        }
        prepare(box);
    };
    return layer;
}

}  // namespace container
