// SPDX-License-Identifier: MIT
// caught by: 06.runtime
// The child is born where its parent is, so the parent goes there first.
#include "container/cgroup/group.hpp"
#include "container/cgroup/hierarchy.hpp"
#include "reference.hpp"
#include "sys/file.hpp"

#include <memory>
#include <vector>

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Layer layer = reference::cgroup(resources);
    const auto homes = std::make_shared<std::vector<Path>>();
    layer.prepare = [homes, prepare = layer.prepare](Context& box) {
        prepare(box);
        box.cgroup.reset();
        for (const auto& hierarchy : cgroup::hierarchies())
            homes->push_back(cgroup::own_group(hierarchy));
        const auto group = cgroup::Group::find(box.state);
        for (const auto& branch : group.branches())
            sys::write_file(branch.path / "cgroup.procs", "0");
    };
    layer.cleanup = [homes, cleanup = layer.cleanup](Context& box) {
        for (const auto& home : *homes) sys::write_file(home / "cgroup.procs", "0");
        cleanup(box);
    };
    return layer;
}

}  // namespace container
