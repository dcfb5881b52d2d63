// SPDX-License-Identifier: MIT
// caught by: 06.bomb
// So many processes, of all containers together.
#include "container/cgroup/group.hpp"
#include "reference.hpp"
#include "sys/file.hpp"

#include <filesystem>

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Layer layer = reference::cgroup(resources);
    if (!resources.pids) return layer;
    layer.prepare = [pids = *resources.pids, prepare = layer.prepare](Context& box) {
        prepare(box);
        const auto group = cgroup::Group::find(box.state);
        for (const auto& branch : group.branches()) {
            const auto file = branch.path.parent_path() / "pids.max";
            if (std::filesystem::exists(file)) sys::write_file(file, std::to_string(pids));
        }
    };
    return layer;
}

}  // namespace container
