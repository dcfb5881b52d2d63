// SPDX-License-Identifier: MIT
// caught by: 08.root-is-nobody
// It is root of the host, as it was in the chapter before.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    UserNamespace other = user_namespace;
    other.uid_mappings = other.gid_mappings = {};
    return reference::userns(other);
}

Layer layers::credentials(const Process& process) {
    return reference::credentials(process);
}

}  // namespace container
