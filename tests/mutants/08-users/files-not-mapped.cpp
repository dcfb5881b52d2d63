// SPDX-License-Identifier: MIT
// caught by: 08.image
// Processes are mapped, the files of the image are not: they belong to nobody.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    UserNamespace other = user_namespace;
    for (auto& view : other.views) view.mapped = false;
    return reference::userns(other);
}

Layer layers::credentials(const Process& process) {
    return reference::credentials(process);
}

}  // namespace container
