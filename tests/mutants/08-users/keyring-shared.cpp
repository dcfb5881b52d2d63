// SPDX-License-Identifier: MIT
// caught by: 08.keyring
// The session keyring is the caller's, as after any fork.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Layer layer = reference::credentials(process);
    layer.inside = {};
    return layer;
}

}  // namespace container
