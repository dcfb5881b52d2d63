// SPDX-License-Identifier: MIT
// caught by: 05.joined-missing
// Whoever is not there is replaced by an empty network.
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Network changed = network;
    const bool joins = network.mode == Network::Mode::container;
    if (joins && !State::find(network.container)) changed.mode = Network::Mode::none;
    return reference::net(changed);
}

}  // namespace container
