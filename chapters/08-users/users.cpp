// SPDX-License-Identifier: MIT
#include "container/layers.hpp"
#include "container/todo.hpp"

namespace container::layers {

// The container has a user namespace of its own, and all its other namespaces belong to that one.
// An id inside is the one outside that the mappings say, for processes and for files alike, and the
// container's root is root in there from the first moment on. What its root directory and its
// volumes are made of is where `views` says, before any layer looks for it there. Without mappings,
// all ids are the host's.
Layer userns(const UserNamespace& /*user_namespace*/) {
    todo();
}

// The program acts as process.user and nobody else, in no group but that user's, with the
// capabilities of the five sets and no other, now and after every execve. It has process.rlimits,
// default securebits, a session keyring of its own and no_new_privs if they are asked for. If any
// of it cannot be had, the program does not start.
Layer credentials(const Process& /*process*/) {
    todo();
}

}  // namespace container::layers
