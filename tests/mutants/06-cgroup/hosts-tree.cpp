// SPDX-License-Identifier: MIT
// caught by: 06.view
// /sys/fs/cgroup is the host's, with everybody who is in there.
#include "container/cgroup/group.hpp"
#include "reference.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <sched.h>

namespace container {
namespace {

/// What nobody is born in.
void join_v1(const Context& box) {
    const auto group = cgroup::Group::find(box.state);
    for (const auto& branch : group.branches())
        if (branch.version == 1) sys::write_file(branch.path / "tasks", "0");
}

}  // namespace

Layer layers::cgroup(const Resources& resources) {
    Layer layer = reference::cgroup(resources);
    layer.build = [](Context& box) {
        join_v1(box);
        sys::unshare(CLONE_NEWCGROUP);
        const auto tree = sys::open_tree("/sys/fs/cgroup", AT_RECURSIVE);
        sys::mount_setattr(tree, AT_RECURSIVE, MOUNT_ATTR_RDONLY, MS_PRIVATE);
        sys::move_mount(tree, box.rootfs.mountpoint("/sys/fs/cgroup"));
    };
    return layer;
}

}  // namespace container
