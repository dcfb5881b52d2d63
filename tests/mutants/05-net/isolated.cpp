// SPDX-License-Identifier: MIT
// caught by: 05.neighbours
// Each cable leads to the host, and none to another: like the guests of a hotel.
#include "container/network/leases.hpp"
#include "reference.hpp"
#include "sys/file.hpp"

#include <fcntl.h>

namespace container {

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    if (network.mode != Network::Mode::bridge || network.internal) return layer;
    layer.attach = [attach = layer.attach](Context& box, pid_t init) {
        attach(box, init);
        const auto link = network::Leases{"wb0"}.find(box.state.name())->link;
        sys::write_all(sys::open("/sys/class/net/" + link + "/brport/isolated", O_WRONLY), "1");
    };
    return layer;
}

}  // namespace container
