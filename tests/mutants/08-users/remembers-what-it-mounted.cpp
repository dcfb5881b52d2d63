// SPDX-License-Identifier: MIT
// caught by: 08.sweep
// It unmounts what it has mounted itself: another run, after a kill, has mounted nothing.
#include "reference.hpp"

#include <memory>

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    Layer layer = reference::userns(user_namespace);
    const auto mounted = std::make_shared<bool>(false);
    layer.prepare = [mounted, prepare = layer.prepare](Context& box) {
        *mounted = true;
        if (prepare) prepare(box);
    };
    layer.cleanup = [mounted, cleanup = layer.cleanup](Context& box) {
        if (*mounted) cleanup(box);
    };
    return layer;
}

Layer layers::credentials(const Process& process) {
    return reference::credentials(process);
}

}  // namespace container
