// SPDX-License-Identifier: MIT
// caught by: 05.names
// The files name localhost, and not the container.
#include "reference.hpp"

namespace container {

Layer layers::net(const Network& network) {
    Network changed = network;
    changed.hostname = "localhost";
    return reference::net(changed);
}

}  // namespace container
