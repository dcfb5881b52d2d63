// SPDX-License-Identifier: MIT
// caught by: 05.leases
// The address is free again as soon as it has been chosen.
#include "container/network/leases.hpp"
#include "reference.hpp"

#include <filesystem>

namespace container {

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    if (network.mode != Network::Mode::bridge || network.internal || !network.ports.empty())
        return layer;
    layer.prepare = [prepare = layer.prepare](Context& box) {
        prepare(box);
        network::Leases leases{"wb0"};
        leases.give_back(box.state.name());
        std::filesystem::remove(leases.directory() / "latest");
    };
    return layer;
}

}  // namespace container
