// SPDX-License-Identifier: MIT
#include "container/layers.hpp"
#include "container/todo.hpp"

namespace container::layers {

// The container has a network of its own, with lo up: with Mode::none nothing else, with
// Mode::bridge an eth0 that leads to the other containers and, unless network.internal, to the
// world; network.ports of the host lead to it. With Mode::host it has the host's network, with
// Mode::container that of another container. Its /etc/hosts, /etc/hostname and /etc/resolv.conf
// fit. When it is gone, the host's links, rules and addresses are what they were.
Layer net(const Network& /*network*/) {
    todo();
}

}  // namespace container::layers
