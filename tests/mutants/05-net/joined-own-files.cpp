// SPDX-License-Identifier: MIT
// caught by: 05.joined
// The network of another, and files that say it is its own.
#include "container/network/etc.hpp"
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    if (network.mode != Network::Mode::container) return layer;
    layer.prepare = [network, prepare = layer.prepare](Context& box) {
        prepare(box);
        network::write_etc(box.state, network, {});
    };
    layer.build = [](Context& box) { network::mount_etc(box.rootfs, box.state); };
    return layer;
}

}  // namespace container
