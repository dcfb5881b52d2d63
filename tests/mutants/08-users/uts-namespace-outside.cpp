// SPDX-License-Identifier: MIT
// caught by: 08.root-is-nobody
// One namespace is made beforehand, and so belongs to the host's user namespace.
#include "reference.hpp"
#include "sys/process.hpp"

#include <sched.h>

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    Layer layer = reference::userns(user_namespace);
    if (user_namespace.uid_mappings.empty()) return layer;
    layer.prepare = [prepare = layer.prepare](Context& box) {
        prepare(box);
        sys::unshare(CLONE_NEWUTS);
        box.namespaces &= ~std::uint64_t{CLONE_NEWUTS};
    };
    return layer;
}

Layer layers::credentials(const Process& process) {
    return reference::credentials(process);
}

}  // namespace container
