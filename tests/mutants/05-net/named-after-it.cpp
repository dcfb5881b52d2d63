// SPDX-License-Identifier: MIT
// caught by: 05.long-names
// The cable has the container's name, cut off where the kernel wants it.
#include "container/network/firewall.hpp"
#include "container/network/leases.hpp"
#include "reference.hpp"
#include "sys/netlink.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    if (network.mode != Network::Mode::bridge || network.internal) return layer;
    layer.attach = [ports = network.ports](Context& box, pid_t init) {
        const auto lease = *network::Leases{"wb0"}.find(box.state.name());
        const auto link = box.state.name().substr(0, 15);
        sys::Netlink host;
        host.add_veth({link, lease.bridge, "eth0", init, lease.mac_address});
        host.set_up(link);
        network::firewall::publish(box.state, lease, ports);
    };
    return layer;
}

}  // namespace container
