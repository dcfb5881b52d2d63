// SPDX-License-Identifier: MIT
#include "container/cgroup/view.hpp"
#include "runtime/more.hpp"
#include "runtime/namespaces.hpp"
#include "sys/process.hpp"

#include <sched.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <vector>

namespace runtime {
namespace {

using container::cgroup::Group;
using container::cgroup::View;

/// Of a container that has no group of its own, those it is in are others' as well.
void show(const Group& own, const Group& around, const container::Rootfs& rootfs, View view) {
    if (own) return mount_view(own, rootfs, view);
    view.attributes |= MOUNT_ATTR_RDONLY;
    mount_view(around, rootfs, view);
}

}  // namespace

container::Layer cgroup_view(const oci::Config& config) {
    container::Layer layer{"cgroup"};
    const bool own = (new_namespaces(config) & CLONE_NEWCGROUP) != 0;
    std::vector<oci::Mount> views;
    std::copy_if(
        config.mounts.begin(), config.mounts.end(), std::back_inserter(views),
        [](const oci::Mount& mount) { return mount.type == "cgroup" || mount.type == "cgroup2"; });
    // Looked for on the host: a bind of /sys shows the hierarchies a second time, and is covered.
    // And the root of a user namespace may not go where the container's state is.
    const auto group = std::make_shared<Group>(), around = std::make_shared<Group>();
    if (!views.empty())
        layer.prepare = [group, around](container::Context& box) {
            *group = Group::find(box.state);
            if (!*group) *around = Group::around();
        };
    layer.build = [own, views, group, around](container::Context& box) {
        // Only now that we are in our group: the namespace begins there.
        if (own) sys::unshare(CLONE_NEWCGROUP);
        for (const auto& mount : views)
            show(*group, *around, box.rootfs,
                 {mount.destination, mount.set | mount.all_set, own, mount.type == "cgroup2"});
    };
    return layer;
}

}  // namespace runtime
