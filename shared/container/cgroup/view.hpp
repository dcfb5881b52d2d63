// SPDX-License-Identifier: MIT
#pragma once

#include "container/cgroup/group.hpp"
#include "container/rootfs.hpp"

namespace container::cgroup {

/// Mounts the group on /sys/fs/cgroup of the container, to be read only: v2's tree, or a directory
/// with a tree for each hierarchy. Runs inside a cgroup namespace, cgroup_namespaces(7): outside
/// one, the trees would be the machine's. Does nothing if there is no group.
void mount_view(const Group& group, const Rootfs& rootfs);

}  // namespace container::cgroup
