// SPDX-License-Identifier: MIT
// caught by: 05.taken-port
// Nobody asks whether the port is free: the filter takes it from whoever has it.
#include "container/network/firewall.hpp"
#include "container/network/leases.hpp"
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Network changed = network;
    changed.ports.clear();
    Layer layer = reference::net(changed);
    if (network.ports.empty()) return layer;
    layer.attach = [ports = network.ports, attach = layer.attach](Context& box, pid_t init) {
        attach(box, init);
        const auto lease = network::Leases{"wb0"}.find(box.state.name());
        network::firewall::publish(box.state, *lease, ports);
    };
    return layer;
}

}  // namespace container
