// SPDX-License-Identifier: MIT
#include "container/cgroup/devices.hpp"
#include "container/cgroup/group.hpp"
#include "container/cgroup/view.hpp"
#include "container/layers.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

#include <fmt/format.h>
#include <sched.h>

#include <memory>

namespace container::layers {
namespace {

using cgroup::Group;

std::string number_or_max(std::int64_t number) {
    return number < 0 ? "max" : std::to_string(number);
}

void limit_memory(const Group& group, const Resources& resources) {
    if (resources.memory_reservation)
        group.write("memory.low", number_or_max(*resources.memory_reservation));
    if (!resources.memory) return;
    const auto memory = *resources.memory;
    group.write("memory.max", number_or_max(memory));
    // v2 limits swap by itself. Unless asked otherwise, there may be as much of it as of memory.
    const auto both = resources.memory_swap.value_or(2 * memory);
    if (resources.memory_swap || group.has("memory.swap.max"))
        group.write("memory.swap.max", number_or_max(both < 0 || memory < 0 ? -1 : both - memory));
}

void limit_cpu(const Group& group, const Resources& resources) {
    if (resources.cpu_quota)
        group.write("cpu.max", fmt::format("{} {}", number_or_max(*resources.cpu_quota),
                                           resources.cpu_period));
    if (resources.cpu_shares) group.write_shares(*resources.cpu_shares);
    if (!resources.cpuset_cpus.empty()) group.write("cpuset.cpus", resources.cpuset_cpus);
    if (!resources.cpuset_mems.empty()) group.write("cpuset.mems", resources.cpuset_mems);
}

void limit(const Group& group, const Resources& resources) {
    limit_memory(group, resources);
    limit_cpu(group, resources);
    if (resources.pids) group.write("pids.max", number_or_max(*resources.pids));
    for (const auto& [file, value] : resources.unified) group.write(file, value);
}

}  // namespace

Layer cgroup(const Resources& resources) {
    Layer layer{"cgroup"};
    const auto group = std::make_shared<Group>();

    layer.prepare = [resources, group](Context& box) {
        *group = Group::create(box.state);
        limit(*group, resources);
        limit_devices(*group, resources.devices);
        box.cgroup = group->open();  // the child is born in there
    };

    layer.build = [resources, group](Context& box) {
        group->join();
        if (resources.view) {
            // Only now: a cgroup namespace begins where its first process is.
            sys::unshare(CLONE_NEWCGROUP);
            mount_view(*group, box.rootfs);
        }
        if (resources.oom_score_adj)
            sys::write_file("/proc/self/oom_score_adj", std::to_string(*resources.oom_score_adj));
        *group = {};  // no descriptor of a directory of the host's stays in the container
    };

    layer.update = [resources](Context& box) { limit(Group::find(box.state), resources); };

    layer.cleanup = [](Context& box) {
        const auto left = Group::find(box.state);
        left.kill();
        left.remove();
    };

    return layer;
}

}  // namespace container::layers
