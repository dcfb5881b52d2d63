// SPDX-License-Identifier: MIT
// caught by: 08.map
// Of a map with two lines, the first.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    UserNamespace other = user_namespace;
    for (auto* mappings : {&other.uid_mappings, &other.gid_mappings})
        if (mappings->size() > 1) mappings->resize(1);
    return reference::userns(other);
}

Layer layers::credentials(const Process& process) {
    return reference::credentials(process);
}

}  // namespace container
