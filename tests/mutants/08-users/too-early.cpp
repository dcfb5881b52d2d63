// SPDX-License-Identifier: MIT
// caught by: 08.root-is-nobody
// The rights are dropped as early as can be, and the layers that need them come later.
#include "reference.hpp"

#include <utility>

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Layer layer = reference::credentials(process);
    layer.build = std::exchange(layer.seal, nullptr);
    return layer;
}

}  // namespace container
