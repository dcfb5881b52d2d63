// SPDX-License-Identifier: MIT
// caught by: 08.idmap-volume
// The image is mapped, and of volumes nobody thought.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    UserNamespace other = user_namespace;
    bool of_the_image = true;  // up to the directory of changes, which is not mapped
    for (auto& view : other.views) {
        of_the_image = of_the_image && view.mapped;
        view.mapped = of_the_image;
    }
    return reference::userns(other);
}

Layer layers::credentials(const Process& process) {
    return reference::credentials(process);
}

}  // namespace container
