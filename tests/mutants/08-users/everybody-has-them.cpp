// SPDX-License-Identifier: MIT
// caught by: 08.user-capabilities
// Whoever is not root gets the capabilities that root would have.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Process other = process;
    auto& sets = other.capabilities;
    sets.effective = sets.permitted = sets.inheritable = sets.ambient = sets.bounding;
    if (other.user.uid == 0) sets = process.capabilities;
    return reference::credentials(other);
}

}  // namespace container
