// SPDX-License-Identifier: MIT
// caught by: 08.unmapped
// Where ids cannot be mapped, nobody is told.
#include "reference.hpp"

#include <linux/magic.h>
#include <sys/vfs.h>

namespace container {
namespace {

bool can_map(const Path& path) {
    struct statfs info {};
    return ::statfs(path.c_str(), &info) == -1 || info.f_type != RAMFS_MAGIC;
}

}  // namespace

Layer layers::userns(const UserNamespace& user_namespace) {
    UserNamespace other = user_namespace;
    for (auto& view : other.views) view.mapped = view.mapped && can_map(view.source);
    return reference::userns(other);
}

Layer layers::credentials(const Process& process) {
    return reference::credentials(process);
}

}  // namespace container
