// SPDX-License-Identifier: MIT
// caught by: 08.unmapped
// Where ids cannot be mapped, there is no container.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    UserNamespace other = user_namespace;
    for (auto& view : other.views) view.required = true;
    return reference::userns(other);
}

Layer layers::credentials(const Process& process) {
    return reference::credentials(process);
}

}  // namespace container
