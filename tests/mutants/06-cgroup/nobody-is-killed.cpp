// SPDX-License-Identifier: MIT
// caught by: 06.swept
// A container ends with its runtime, somebody thought.
#include "container/cgroup/group.hpp"
#include "reference.hpp"

#include <unistd.h>

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Layer layer = reference::cgroup(resources);
    layer.cleanup = [](Context& box) {
        const auto group = cgroup::Group::find(box.state);
        for (const auto& branch : group.branches()) {
            for (int i = 0; i < 1000 && ::rmdir(branch.path.c_str()) == -1; ++i) ::usleep(100);
            ::rmdir(branch.path.parent_path().c_str());
        }
    };
    return layer;
}

}  // namespace container
