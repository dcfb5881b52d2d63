// SPDX-License-Identifier: MIT
#pragma once

#include "container/users.hpp"

namespace container::users {

/// A session keyring of the container's own instead of the caller's, whose keys are the caller's:
/// keyrings(7). Runs inside.
void join_new_session_keyring();

/// Standard input, output and error, where they are pipes of the caller's, become the container's
/// root's: or else nobody inside could open /dev/stdout. Runs on the host.
void give_pipes_to_root(const UserNamespace& of);

/// The same for a user who is not root, and for the container's own terminal. Where it cannot be
/// done, it is left. Runs inside.
void give_standard_files(const User& user);

}  // namespace container::users
