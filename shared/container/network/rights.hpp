// SPDX-License-Identifier: MIT
#pragma once

namespace container::network {

/// We may make links and rules in the network namespace that we are in: it is our user namespace's
/// and we have CAP_NET_ADMIN in there, capabilities(7).
bool may_change_network();

}  // namespace container::network
