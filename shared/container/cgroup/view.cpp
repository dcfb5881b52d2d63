// SPDX-License-Identifier: MIT
#include "container/cgroup/view.hpp"

#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>

namespace container::cgroup {
namespace {

constexpr auto place = "/sys/fs/cgroup";
constexpr auto quiet = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC;

std::string joined(const std::vector<std::string>& controllers) {
    std::string text;
    for (const auto& name : controllers) text += (text.empty() ? "" : ",") + name;
    return text;
}

sys::Fd tree(const Branch& branch) {
    constexpr auto attributes = quiet | MOUNT_ATTR_RDONLY;
    if (branch.version == 2) return sys::fsmount("cgroup2", "", attributes);
    return sys::fsmount("cgroup", joined(branch.controllers), attributes);
}

/// cpu,cpuacct is one hierarchy, and programs look for it under both names as well.
void add_names(const Branch& branch, sys::BorrowedFd directory, const std::string& name) {
    if (branch.controllers.size() < 2) return;
    for (const auto& controller : branch.controllers) sys::symlinkat(name, directory, controller);
}

}  // namespace

void mount_view(const Group& group, const Rootfs& rootfs) {
    if (!group) return;
    const bool hybrid = group.branches().front().version == 1;
    if (!hybrid) return sys::move_mount(tree(group.branches().front()), rootfs.mountpoint(place));

    const sys::Fd directory = sys::fsmount("tmpfs", "mode=755", quiet);
    sys::move_mount(directory, rootfs.mountpoint(place));
    for (const auto& branch : group.branches()) {
        const auto name = branch.version == 2 ? "unified" : joined(branch.controllers);
        sys::mkdirat(directory, name, 0755);
        sys::move_mount(tree(branch), sys::openat(directory, name, O_PATH | O_DIRECTORY));
        add_names(branch, directory, name);
    }
    sys::mount_setattr(directory, 0, MOUNT_ATTR_RDONLY);
}

}  // namespace container::cgroup
