// SPDX-License-Identifier: MIT
#pragma once

#include "container/cgroup/group.hpp"
#include "container/rootfs.hpp"

#include <sys/mount.h>

#include <cstdint>

namespace container::cgroup {

/// Where a container sees its group, and what it may do there.
struct View {
    Path destination = "/sys/fs/cgroup";
    /// MOUNT_ATTR_*
    std::uint64_t attributes =
        MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC;
    bool own_namespace = true;  ///< It has a cgroup namespace, cgroup_namespaces(7).
    bool only_v2 = false;
};

/// Mounts the group there: v2's tree, or a directory with a tree for each hierarchy. Inside a
/// cgroup namespace a new mount begins at the group. Outside one, it would be the machine's tree,
/// and its root has release_agent, a program that the kernel runs as the machine's root
/// (CVE-2022-0492); so then the mount is a bind of the group's own directory. Does nothing if there
/// is no group. Runs where the host's files can be seen.
void mount_view(const Group& group, const Rootfs& rootfs, const View& view = {});

}  // namespace container::cgroup
