// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"
#include "sys/fd.hpp"

#include <vector>

namespace container::network {

/// Takes the ports of the host away from every other program for as long as the result exists.
/// Throws if one is taken already. What arrives there never comes to these sockets: the packet
/// filter has sent it on to the container. Runs on the host.
std::vector<sys::Fd> reserve(const std::vector<Port>& ports);

}  // namespace container::network
