// SPDX-License-Identifier: MIT
#pragma once

#include "container/child.hpp"
#include "sys/process.hpp"

#include <functional>

namespace container {

/// As layers::spawn(), but the child's new namespaces belong to `user_namespace`, and so does the
/// child: user_namespaces(7). A process in between goes there, for whoever has gone over cannot
/// come back. The child is ours all the same. Runs on the host.
Child spawn_in(sys::BorrowedFd user_namespace, const sys::CloneArgs& args,
               const std::function<void()>& body);

}  // namespace container
