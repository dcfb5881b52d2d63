// SPDX-License-Identifier: MIT
// caught by: 08.bad-idmap
// It cleans up after containers that were started: not where a later layer found that it cannot be.
#include "reference.hpp"

#include <memory>

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    Layer layer = reference::userns(user_namespace);
    const auto prepared_only = std::make_shared<bool>(false);
    layer.prepare = [prepared_only, prepare = layer.prepare](Context& box) {
        *prepared_only = true;
        if (prepare) prepare(box);
    };
    layer.attach = [prepared_only, attach = layer.attach](Context& box, pid_t init) {
        *prepared_only = false;
        if (attach) attach(box, init);
    };
    layer.cleanup = [prepared_only, cleanup = layer.cleanup](Context& box) {
        if (!*prepared_only) cleanup(box);
    };
    return layer;
}

Layer layers::credentials(const Process& process) {
    return reference::credentials(process);
}

}  // namespace container
