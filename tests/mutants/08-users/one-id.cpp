// SPDX-License-Identifier: MIT
// caught by: 08.root-is-nobody
// Root alone has an id: the image's other users are nobody.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    UserNamespace other = user_namespace;
    for (auto* mappings : {&other.uid_mappings, &other.gid_mappings})
        for (auto& mapping : *mappings) mapping.size = 1;
    return reference::userns(other);
}

Layer layers::credentials(const Process& process) {
    return reference::credentials(process);
}

}  // namespace container
