// SPDX-License-Identifier: MIT
// caught by: 08.ids
// seteuid: the effective user is another one, the real one is still root.
#include "reference.hpp"
#include "sys/error.hpp"

#include <unistd.h>

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Process other = process;
    other.user.uid = 0;
    auto& sets = other.capabilities;
    if (process.user.uid != 0) sets.permitted = sets.effective = {"CAP_SETUID"};
    Layer layer = reference::credentials(other);
    layer.seal = [user = process.user.uid, seal = layer.seal](Context& box) {
        seal(box);
        sys::check(::seteuid(user), "seteuid {}", user);
    };
    return layer;
}

}  // namespace container
