// SPDX-License-Identifier: MIT
// caught by: 05.pasta
// A user without rights on the host gets no network, though pasta could make one.
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Network changed = network;
    if (network.mode == Network::Mode::pasta) changed.mode = Network::Mode::none;
    return reference::net(changed);
}

}  // namespace container
