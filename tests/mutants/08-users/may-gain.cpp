// SPDX-License-Identifier: MIT
// caught by: 08.no-new-privs
// no_new_privs is forgotten.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Process other = process;
    other.no_new_privileges = false;
    return reference::credentials(other);
}

}  // namespace container
