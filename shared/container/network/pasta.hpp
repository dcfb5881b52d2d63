// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"
#include "container/state.hpp"

#include <sys/types.h>

/// A network for users who may not change the host's: pasta(1), of the package passt, carries what
/// the container sends through ordinary sockets of the user. Runs on the host.
namespace container::network::pasta {

/// pasta is installed, and the user may make the tap device that it needs.
bool is_there();

/// Gives the network namespace of the process `init` a link, addresses, routes and ports. Returns
/// when it is ready; pasta goes on in the background, noted in `state`.
void start(const State& state, const Network& network, pid_t init);

/// Ends it, if it runs.
void stop(const State& state);

}  // namespace container::network::pasta
