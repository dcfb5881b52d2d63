// SPDX-License-Identifier: MIT
// caught by: 08.apart
// Every container has the same ids: there is one map, and it works.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    UserNamespace other = user_namespace;
    for (auto* mappings : {&other.uid_mappings, &other.gid_mappings})
        for (auto& mapping : *mappings) mapping.host_id = 600'000;
    return reference::userns(other);
}

Layer layers::credentials(const Process& process) {
    return reference::credentials(process);
}

}  // namespace container
