// SPDX-License-Identifier: MIT
#pragma once

namespace container {

/// For a normal user: goes over into a user namespace of our own, in which we are root, with a
/// mount namespace of its own. The ids that subuid(5) gives the user are there, if newuidmap(1)
/// can be had; else only ourselves, as 0. Does nothing for root. user_namespaces(7).
///
/// The process must have one thread only.
void become_root();

/// Our user's id as the namespace above ours has it: whose root we are.
unsigned outer_user();
/// The same of our group.
unsigned outer_group();

}  // namespace container
