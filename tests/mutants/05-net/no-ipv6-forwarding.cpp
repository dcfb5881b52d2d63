// SPDX-License-Identifier: MIT
// caught by: 05.outside-6
// The host hands on IPv4 from the bridge, and forgets IPv6.
#include "reference.hpp"
#include "sys/file.hpp"

#include <fcntl.h>

#include <filesystem>

namespace container {

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    if (network.mode != Network::Mode::bridge || network.internal) return layer;
    layer.prepare = [prepare = layer.prepare](Context& box) {
        prepare(box);
        const Path settings = "/proc/sys/net/ipv6/conf";
        const bool each = std::filesystem::exists(settings / "wb0/force_forwarding");
        const Path file = settings / (each ? "wb0/force_forwarding" : "all/forwarding");
        sys::write_all(sys::open(file, O_WRONLY), "0");
    };
    return layer;
}

}  // namespace container
