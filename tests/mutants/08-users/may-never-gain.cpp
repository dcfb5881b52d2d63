// SPDX-License-Identifier: MIT
// caught by: 08.no-new-privs
// no_new_privs is set whatever was asked for.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Process other = process;
    other.no_new_privileges = true;
    return reference::credentials(other);
}

}  // namespace container
