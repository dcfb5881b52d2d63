// SPDX-License-Identifier: MIT
// caught by: 08.names
// The user has the group that /etc/passwd says, and none of those that /etc/group says.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Process other = process;
    other.user.additional_gids = {};
    return reference::credentials(other);
}

}  // namespace container
