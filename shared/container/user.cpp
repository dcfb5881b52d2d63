// SPDX-License-Identifier: MIT
#include "container/user.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"

#include <grp.h>
#include <unistd.h>

namespace container {
namespace {

/// In the namespace of a user who was given no ids, groups can neither be added nor dropped:
/// user_namespaces(7), "setgroups".
bool may_set_groups() {
    const Path file = "/proc/self/setgroups";
    return !std::filesystem::exists(file) || !sys::read_file(file).starts_with("deny");
}

void become(const User& user) {
    const auto& groups = user.additional_gids;
    if (!groups.empty() || may_set_groups())
        sys::check(::setgroups(groups.size(), groups.data()), "setgroups");
    sys::check(::setresgid(user.gid, user.gid, user.gid), "setresgid {}", user.gid);
    sys::check(::setresuid(user.uid, user.uid, user.uid), "setresuid {}", user.uid);
}

}  // namespace

Layer user(const Process& process) {
    Layer layer{"user"};
    // By path: "/" is the container's by now.
    if (process.make_cwd)
        layer.inside = [cwd = process.cwd](Context&) { sys::make_directories(cwd, 0755); };
    layer.seal = [user = process.user](Context&) { become(user); };
    return layer;
}

}  // namespace container
