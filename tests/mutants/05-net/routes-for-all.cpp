// SPDX-License-Identifier: MIT
// caught by: 05.no-router
// A host that forwards for its containers, and so for everybody.
#include "container/network/tool.hpp"
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    if (network.mode != Network::Mode::bridge || network.internal) return layer;
    layer.prepare = [prepare = layer.prepare](Context& box) {
        prepare(box);
        network::run_tool({*network::find_tool("nft"), "-f", "-"},
                          "flush chain inet workbook_wb0 forward\n"
                          "add rule inet workbook_wb0 forward iifname != wb0 oifname wb0 "
                          "ct state new ct status ! dnat drop\n");
    };
    return layer;
}

}  // namespace container
