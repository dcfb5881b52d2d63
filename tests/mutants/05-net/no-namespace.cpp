// SPDX-License-Identifier: MIT
// caught by: 05.namespace
// The cable, the bridge, the files: all there, and all on the host.
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    if (network.mode != Network::Mode::none) return layer;
    layer.namespaces = 0;
    return layer;
}

}  // namespace container
