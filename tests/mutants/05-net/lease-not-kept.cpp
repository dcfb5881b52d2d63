// SPDX-License-Identifier: MIT
// caught by: 04.two-hundred
// The address is free again as soon as it has been chosen: another one is noted.
#include "container/network/leases.hpp"
#include "reference.hpp"

#include <filesystem>

namespace container {

namespace fs = std::filesystem;

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    if (network.mode != Network::Mode::bridge || network.internal || !network.ports.empty())
        return layer;
    layer.prepare = [prepare = layer.prepare](Context& box) {
        prepare(box);
        network::Leases leases{"wb0"};
        leases.give_back(box.state.name());
        int other = 100;
        while (fs::is_symlink(leases.directory() / std::to_string(other))) ++other;
        fs::create_symlink(box.state.name(), leases.directory() / std::to_string(other));
        fs::remove(leases.directory() / "latest");
    };
    return layer;
}

}  // namespace container
