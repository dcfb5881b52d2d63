// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"

namespace container::users {

/// A container that shares a namespace of the host's, but is in another user namespace, may not
/// mount what shows that namespace: sysfs the network's, mqueue the IPC namespace's. It gets a bind
/// of the host's instead, if the host has one. Runs on the host.
void borrow_foreign_mounts(Spec& spec);

}  // namespace container::users
