// SPDX-License-Identifier: MIT
// caught by: 08.root-is-nobody
// The maps are written when the mounts are made: those are made by a user without a number.
#include "reference.hpp"

#include <utility>

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    Layer layer = reference::userns(user_namespace);
    if (user_namespace.uid_mappings.empty()) return layer;
    layer.built = std::exchange(layer.attach, nullptr);
    layer.build = {};
    return layer;
}

Layer layers::credentials(const Process& process) {
    return reference::credentials(process);
}

}  // namespace container
