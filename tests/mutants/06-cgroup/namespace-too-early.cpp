// SPDX-License-Identifier: MIT
// caught by: 06.namespace
// A namespace's root is where the process is when it begins: here, not in its group yet.
#include "container/cgroup/group.hpp"
#include "container/cgroup/view.hpp"
#include "reference.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

#include <sched.h>

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Layer layer = reference::cgroup(resources);
    layer.prepare = [prepare = layer.prepare](Context& box) {
        prepare(box);
        box.cgroup.reset();
    };
    layer.build = [](Context& box) {
        const auto group = cgroup::Group::find(box.state);
        sys::unshare(CLONE_NEWCGROUP);
        for (const auto& branch : group.branches())
            sys::write_file(branch.path / "cgroup.procs", "0");
        cgroup::mount_view(group, box.rootfs);
    };
    return layer;
}

}  // namespace container
