// SPDX-License-Identifier: MIT
#pragma once

#include "container/users.hpp"
#include "sys/fd.hpp"

namespace container::users {

/// A user namespace with these mappings in which nobody is: what mount_setattr(2) wants to be shown
/// for MOUNT_ATTR_IDMAP. It goes with the descriptor. Runs on the host.
sys::Fd empty_namespace(const UserNamespace& with);

}  // namespace container::users
