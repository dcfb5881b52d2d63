// SPDX-License-Identifier: MIT
// caught by: 08.host
// With --userns host it still gets ids of its own.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    UserNamespace other = user_namespace;
    if (other.uid_mappings.empty()) other.uid_mappings = other.gid_mappings = {{0, 600'000, 65536}};
    return reference::userns(other);
}

Layer layers::credentials(const Process& process) {
    return reference::credentials(process);
}

}  // namespace container
