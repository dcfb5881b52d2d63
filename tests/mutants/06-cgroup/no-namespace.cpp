// SPDX-License-Identifier: MIT
// caught by: 06.namespace
// In its group, and with the view of the host.
#include "container/cgroup/group.hpp"
#include "reference.hpp"
#include "sys/file.hpp"

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
    layer.build = [](Context& box) { join_v1(box); };
    return layer;
}

}  // namespace container
