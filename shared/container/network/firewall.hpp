// SPDX-License-Identifier: MIT
#pragma once

#include "container/network/leases.hpp"
#include "container/spec.hpp"
#include "container/state.hpp"

#include <string>
#include <vector>

/// What the host's packet filter does for the containers, nft(8): one table per bridge, which goes
/// with the bridge, so that the host's own rules are never touched. Runs on the host.
namespace container::network::firewall {

/// For a bridge that leads outside: its containers speak with the host's address, and nobody can
/// reach the host's own loopback from it. The host routes for its containers, and between `routed`
/// (links that did not forward before) for nobody else.
void open(const Lease& lease, const std::vector<std::string>& routed);
/// For a bridge that does not: nothing passes between it and other links.
void close_off(const Lease& lease);
/// Takes the bridge's table away. That it is not there is no error.
void remove(const std::string& bridge);

/// What arrives at these ports of the host, or is sent there from the host itself, goes on to the
/// container that has the lease. How to undo that is noted in its `state`.
void publish(const State& state, const Lease& lease, const std::vector<Port>& ports);
void unpublish(const State& state);

}  // namespace container::network::firewall
