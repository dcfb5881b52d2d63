// SPDX-License-Identifier: MIT
// caught by: 05.host-loopback
// route_localnet for the way in, and no rule that forbids the way out.
#include "container/network/tool.hpp"
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    if (network.mode != Network::Mode::bridge || network.internal) return layer;
    layer.prepare = [prepare = layer.prepare](Context& box) {
        prepare(box);
        network::run_tool({*network::find_tool("nft"), "-f", "-"},
                          "flush chain inet workbook_wb0 loopback\n");
    };
    return layer;
}

}  // namespace container
