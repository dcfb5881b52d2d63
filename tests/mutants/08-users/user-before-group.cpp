// SPDX-License-Identifier: MIT
// caught by: 08.ids
// setuid first: then there is no right left to change the group, and nobody looks whether it
// worked.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Process other = process;
    if (other.user.uid != 0) other.user.gid = 0;
    return reference::credentials(other);
}

}  // namespace container
