// SPDX-License-Identifier: MIT
// caught by: 08.at-once
// What was mounted for it stays, for ever.
#include "reference.hpp"

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    Layer layer = reference::userns(user_namespace);
    layer.cleanup = {};
    return layer;
}

Layer layers::credentials(const Process& process) {
    return reference::credentials(process);
}

}  // namespace container
