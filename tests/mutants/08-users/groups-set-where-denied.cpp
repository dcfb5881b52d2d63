// SPDX-License-Identifier: MIT
// caught by: 08.user-alone
// setgroups, always: where it is denied, nothing runs.
#include "reference.hpp"
#include "sys/error.hpp"

#include <grp.h>

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Layer layer = reference::credentials(process);
    layer.seal = [seal = layer.seal](Context& box) {
        sys::check(::setgroups(0, nullptr), "setgroups");
        seal(box);
    };
    return layer;
}

}  // namespace container
