// SPDX-License-Identifier: MIT
// caught by: 06.others
// The group above gets the limit of CPU time as well, and with it all containers.
#include "container/cgroup/group.hpp"
#include "reference.hpp"
#include "sys/file.hpp"

#include <filesystem>

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Layer layer = reference::cgroup(resources);
    if (!resources.cpu_quota) return layer;
    layer.prepare = [quota = *resources.cpu_quota, prepare = layer.prepare](Context& box) {
        prepare(box);
        const auto group = cgroup::Group::find(box.state);
        for (const auto& branch : group.branches())
            for (const char* file : {"cpu.max", "cpu.cfs_quota_us"})
                if (std::filesystem::exists(branch.path.parent_path() / file))
                    sys::write_file(branch.path.parent_path() / file, std::to_string(quota));
    };
    return layer;
}

}  // namespace container
