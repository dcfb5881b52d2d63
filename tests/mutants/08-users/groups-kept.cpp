// SPDX-License-Identifier: MIT
// caught by: 08.groups
// The groups of whoever started it come along: setgroups is forgotten.
#include "reference.hpp"
#include "sys/error.hpp"

#include <grp.h>
#include <unistd.h>

#include <vector>

namespace container {

Layer layers::userns(const UserNamespace& user_namespace) {
    return reference::userns(user_namespace);
}

Layer layers::credentials(const Process& process) {
    Layer layer = reference::credentials(process);
    layer.seal = [process, seal = layer.seal](Context& box) {
        std::vector<gid_t> groups(sys::check(::getgroups(0, nullptr), "getgroups"));
        sys::check(::getgroups(groups.size(), groups.data()), "getgroups");
        seal(box);
        if (process.user.uid == 0)
            sys::check(::setgroups(groups.size(), groups.data()), "setgroups");
    };
    return layer;
}

}  // namespace container
