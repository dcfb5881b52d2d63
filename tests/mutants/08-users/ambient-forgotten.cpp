// SPDX-License-Identifier: MIT
// caught by: 08.ambient
// A capability that was added for somebody who is not root is gone at execve.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Process other = process;
    other.capabilities.ambient = {};
    return reference::credentials(other);
}

}  // namespace container
