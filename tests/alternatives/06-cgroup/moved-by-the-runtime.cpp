// SPDX-License-Identifier: MIT
// Files and their values by hand, for both versions. Nobody is born in the group: the runtime moves
// the child there while that is parked, which is in time too, and ends what is left one by one.
#include "container/cgroup/devices.hpp"
#include "container/cgroup/group.hpp"
#include "container/cgroup/hierarchy.hpp"
#include "container/cgroup/place.hpp"
#include "container/cgroup/view.hpp"
#include "container/layers.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

#include <fmt/format.h>
#include <sched.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <stdexcept>

namespace container::layers {
namespace {

using cgroup::Branch;
using cgroup::Group;

struct Value {
    std::string file;
    std::string text;
};

/// In the version that has the controller here, which a file is called after.
void set(const Group& group, const Value& v1, const Value& v2) {
    const auto controller = v2.file.substr(0, v2.file.find('.'));
    if (const auto* old = group.v1(controller))
        return sys::write_file(old->path / v1.file, v1.text);
    if (!group.v2()) throw std::runtime_error{"cannot set " + v2.file + ": there is no cgroup"};
    cgroup::enable(*group.v2(), controller);
    sys::write_file(group.v2()->path / v2.file, v2.text);
}

std::string or_max(std::int64_t number, const char* max) {
    return number < 0 ? max : std::to_string(number);
}

void limit_memory(const Group& group, std::int64_t memory, std::int64_t both) {
    const auto swap = both < 0 ? -1 : both - memory;
    const auto set_memory = [&] {
        set(group, {"memory.limit_in_bytes", std::to_string(memory)},
            {"memory.max", or_max(memory, "max")});
    };
    const auto set_both = [&] {
        set(group, {"memory.memsw.limit_in_bytes", std::to_string(both)},
            {"memory.swap.max", or_max(swap, "max")});
    };
    try {
        set_memory();
    } catch (const sys::SysError& e) {
        if (e.error() != EINVAL) throw;  // version 1: never above the sum of both
        set_both();
        set_memory();
    }
    set_both();
}

void limit(const Group& group, const Resources& wanted) {
    if (wanted.memory)
        limit_memory(group, *wanted.memory, wanted.memory_swap.value_or(2 * *wanted.memory));
    if (wanted.memory_reservation) {
        const auto bytes = std::to_string(*wanted.memory_reservation);
        set(group, {"memory.soft_limit_in_bytes", bytes}, {"memory.low", bytes});
    }
    if (wanted.cpu_quota) {
        const auto quota = std::to_string(*wanted.cpu_quota);
        const auto period = std::to_string(wanted.cpu_period);
        set(group, {"cpu.cfs_quota_us", quota}, {"cpu.max", quota + " " + period});
    }
    if (wanted.cpu_shares) {
        // The straight line from 2 -> 1 to 262144 -> 10000 that runc had first.
        const auto weight = 1 + (*wanted.cpu_shares - 2) * 9999 / 262142;
        set(group, {"cpu.shares", std::to_string(*wanted.cpu_shares)},
            {"cpu.weight", std::to_string(weight)});
    }
    for (const auto& [file, list] :
         {Value{"cpuset.cpus", wanted.cpuset_cpus}, Value{"cpuset.mems", wanted.cpuset_mems}})
        if (!list.empty()) set(group, {file, list}, {file, list});
    if (wanted.pids) {
        const auto pids = or_max(*wanted.pids, "max");
        set(group, {"pids.max", pids}, {"pids.max", pids});
    }
    for (const auto& [file, value] : wanted.unified) group.write(file, value);
}

bool is_there(const Branch& branch) {
    return ::access(branch.path.c_str(), F_OK) == 0;
}

/// Until nobody is left who could fork meanwhile.
void end_all(const Branch& branch) {
    for (int i = 0; i < 10'000 && is_there(branch); ++i) {
        const auto pids = cgroup::words(sys::read_file(branch.path / "cgroup.procs"));
        if (pids.empty()) return;
        for (const auto& pid : pids) ::kill(std::stoi(pid), SIGKILL);
        ::usleep(1000);
    }
}

void take_away(const Branch& branch) {
    for (int i = 0; ::rmdir(branch.path.c_str()) == -1 && errno != ENOENT; ++i) {
        if (errno != EBUSY || i == 10'000) sys::check(-1, "rmdir {}", branch.path.native());
        ::usleep(1000);
    }
    ::rmdir(branch.path.parent_path().c_str());
}

}  // namespace

Layer cgroup(const Resources& resources) {
    Layer layer{"cgroup"};
    layer.prepare = [resources](Context& box) {
        const auto group = Group::create(box.state);
        limit(group, resources);
        limit_devices(group, resources.devices);
    };
    layer.attach = [](Context& box, pid_t init) {
        for (const auto& branch : Group::find(box.state).branches())
            sys::write_file(branch.path / "cgroup.procs", std::to_string(init));
    };
    layer.build = [resources](Context& box) {
        sys::unshare(CLONE_NEWCGROUP);
        mount_view(Group::find(box.state), box.rootfs);
        if (resources.oom_score_adj)
            sys::write_file("/proc/self/oom_score_adj", std::to_string(*resources.oom_score_adj));
    };
    layer.update = [resources](Context& box) { limit(Group::find(box.state), resources); };
    layer.cleanup = [](Context& box) {
        const auto group = Group::find(box.state);
        if (group && group.is_frozen()) group.thaw();
        for (const auto& branch : group.branches()) end_all(branch);
        for (const auto& branch : group.branches()) take_away(branch);
    };
    return layer;
}

}  // namespace container::layers
