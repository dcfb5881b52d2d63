// SPDX-License-Identifier: MIT
// caught by: 08.capabilities
// What is permitted is inheritable, too, as it was in docker until CVE-2022-24769.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Process other = process;
    other.capabilities.inheritable = other.capabilities.permitted;
    return reference::credentials(other);
}

}  // namespace container
