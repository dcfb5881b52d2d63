// SPDX-License-Identifier: MIT
// caught by: 06.swept
// a race: not every run shows it
// EBUSY, says rmdir while the last process goes, and nobody asks again.
#include "container/cgroup/group.hpp"
#include "reference.hpp"

#include <unistd.h>

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Layer layer = reference::cgroup(resources);
    layer.cleanup = [](Context& box) {
        const auto group = cgroup::Group::find(box.state);
        if (box.rootfs.path().empty()) group.kill();  // a sweep, which finds it running
        for (const auto& branch : group.branches()) {
            ::rmdir(branch.path.c_str());
            ::rmdir(branch.path.parent_path().c_str());
        }
    };
    return layer;
}

}  // namespace container
