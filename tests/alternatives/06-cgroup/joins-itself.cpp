// SPDX-License-Identifier: MIT
// The child goes in by itself, by cgroup.procs of either version, when it is told to go on; its
// limits are set while it is parked. Its first instruction is execve's, and that comes later.
#include "container/cgroup/devices.hpp"
#include "container/cgroup/group.hpp"
#include "container/cgroup/view.hpp"
#include "container/layers.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>

#include <memory>

namespace container::layers {
namespace {

using cgroup::Group;

std::string text(std::int64_t number) {
    return number < 0 ? "max" : std::to_string(number);
}

/// Each limit as what version 2 calls it.
std::vector<std::pair<std::string, std::string>> settings(const Resources& wanted) {
    std::vector<std::pair<std::string, std::string>> all;
    if (wanted.pids) all.emplace_back("pids.max", text(*wanted.pids));
    if (wanted.memory_reservation) all.emplace_back("memory.low", text(*wanted.memory_reservation));
    if (wanted.memory) {
        const auto both = wanted.memory_swap.value_or(2 * *wanted.memory);
        all.emplace_back("memory.max", text(*wanted.memory));
        all.emplace_back("memory.swap.max", text(both < 0 ? -1 : both - *wanted.memory));
    }
    if (wanted.cpu_quota)
        all.emplace_back("cpu.max", fmt::format("{} {}", *wanted.cpu_quota, wanted.cpu_period));
    if (!wanted.cpuset_cpus.empty()) all.emplace_back("cpuset.cpus", wanted.cpuset_cpus);
    if (!wanted.cpuset_mems.empty()) all.emplace_back("cpuset.mems", wanted.cpuset_mems);
    all.insert(all.end(), wanted.unified.begin(), wanted.unified.end());
    return all;
}

void limit(const Group& group, const Resources& wanted) {
    for (const auto& [file, value] : settings(wanted)) group.write(file, value);
    if (wanted.cpu_shares) group.write_shares(*wanted.cpu_shares);
}

}  // namespace

Layer cgroup(const Resources& resources) {
    Layer layer{"cgroup"};
    const auto doors = std::make_shared<std::vector<sys::Fd>>();

    layer.prepare = [doors](Context& box) {
        for (const auto& branch : Group::create(box.state).branches())
            doors->push_back(sys::open(branch.path / "cgroup.procs", O_WRONLY));
    };
    layer.attach = [resources](Context& box, pid_t) {
        const auto group = Group::find(box.state);
        limit(group, resources);
        limit_devices(group, resources.devices);
    };
    layer.build = [resources, doors](Context& box) {
        for (const auto& door : *doors) sys::write_all(door, "0");
        doors->clear();
        sys::unshare(CLONE_NEWCGROUP);
        mount_view(Group::find(box.state), box.rootfs);
        if (resources.oom_score_adj)
            sys::write_file("/proc/self/oom_score_adj", std::to_string(*resources.oom_score_adj));
    };
    layer.update = [resources](Context& box) { limit(Group::find(box.state), resources); };
    layer.cleanup = [](Context& box) {
        const auto group = Group::find(box.state);
        group.kill();
        group.remove();
    };
    return layer;
}

}  // namespace container::layers
