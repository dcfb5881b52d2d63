// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace stage {

/// What the calling process's network namespace has, one fact a line:
///
///     link wb0 up mtu 1500 master br0
///     address wb0 10.0.0.1/24
///     route 10.0.0.0/24 dev wb0 table 254
///     nft table inet firewall { ... and what `nft -s list ruleset` says, where there is an nft
///     sysctl net/ipv4/conf/wb0/forwarding 1
///
/// /proc must be the working directory.
std::vector<std::string> network_facts();

/// Brings lo up, as it is on every real host.
void bring_loopback_up();

}  // namespace stage
