// SPDX-License-Identifier: MIT
#include "container/cgroup/view.hpp"

#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>

namespace container::cgroup {
namespace {

std::string joined(const std::vector<std::string>& controllers) {
    std::string text;
    for (const auto& name : controllers) text += (text.empty() ? "" : ",") + name;
    return text;
}

sys::Fd tree(const Branch& branch, const View& view) {
    if (!view.own_namespace) {
        auto bind = sys::open_tree(branch.path, 0);
        sys::mount_setattr(bind, 0, view.attributes, MS_PRIVATE);
        return bind;
    }
    if (branch.version == 2) return sys::fsmount("cgroup2", "", view.attributes);
    return sys::fsmount("cgroup", joined(branch.controllers), view.attributes);
}

/// cpu,cpuacct is one hierarchy, and programs look for it under both names as well.
void add_names(const Branch& branch, sys::BorrowedFd directory, const std::string& name) {
    if (branch.controllers.size() < 2) return;
    for (const auto& controller : branch.controllers) sys::symlinkat(name, directory, controller);
}

}  // namespace

void mount_view(const Group& group, const Rootfs& rootfs, const View& view) {
    if (!group) return;
    const bool hybrid = group.branches().front().version == 1;
    const auto place = rootfs.mountpoint(view.destination);
    if (const auto* v2 = group.v2(); v2 && (view.only_v2 || !hybrid))
        return sys::move_mount(tree(*v2, view), place);

    const auto writable = view.attributes & ~std::uint64_t{MOUNT_ATTR_RDONLY};
    const sys::Fd directory = sys::fsmount("tmpfs", "mode=755", writable);
    sys::move_mount(directory, place);
    for (const auto& branch : group.branches()) {
        const auto name = branch.version == 2 ? "unified" : joined(branch.controllers);
        sys::mkdirat(directory, name, 0755);
        sys::move_mount(tree(branch, view), sys::openat(directory, name, O_PATH | O_DIRECTORY));
        add_names(branch, directory, name);
    }
    if (view.attributes & MOUNT_ATTR_RDONLY) sys::mount_setattr(directory, 0, MOUNT_ATTR_RDONLY);
}

}  // namespace container::cgroup
