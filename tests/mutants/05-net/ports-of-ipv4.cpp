// SPDX-License-Identifier: MIT
// caught by: 05.ports-6
// What arrives over IPv6 stays on the host.
#include "container/network/tool.hpp"
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    if (network.ports.empty() || network.ports[0].protocol != "tcp") return layer;
    layer.attach = [attach = layer.attach](Context& box, pid_t init) {
        attach(box, init);
        network::run_tool({*network::find_tool("nft"), "-f", "-"},
                          "flush map inet workbook_wb0 any6\n");
    };
    return layer;
}

}  // namespace container
