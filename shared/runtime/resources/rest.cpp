// SPDX-License-Identifier: MIT
//
// pids, hugepageLimits, network, rdma and unified.
#include "container/cgroup/v1.hpp"
#include "runtime/resources/field.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace runtime {
namespace {

/// What is used, and where the kernel has it what is reserved, mmap(2) with MAP_HUGETLB: who has
/// reserved too much learns it there, and not by SIGBUS when the page is touched.
void limit_huge_pages(const Task& task) {
    for (const auto& one : task.resources.hugepage_limits) {
        const auto field = task.field("hugepageLimits", "hugetlb");
        const auto start = "hugetlb." + one.page_size;
        const std::string end = field.is_v1() ? ".limit_in_bytes" : ".max";
        if (!field.has(start + end))
            field.fail(
                fmt::format("this machine has no huge pages of {}: there is no {}{} in its cgroups",
                            one.page_size, start, end));
        const auto limit = std::to_string(one.limit);
        field.write(start + end, limit);
        if (field.has(start + ".rsvd" + end)) field.write(start + ".rsvd" + end, limit);
    }
}

/// Only v1 has these two: with v2, whoever writes rules for packets names the group.
Field network_field(const Task& task, const std::string& name, const std::string& controller) {
    if (!task.group.v1(controller))
        throw std::runtime_error{
            fmt::format("{}network.{}: needs a cgroup v1 hierarchy with {}, and none is mounted",
                        task.where, name, controller)};
    return task.field("network." + name, controller);
}

void limit_network(const Task& task) {
    if (const auto id = task.resources.class_id.value_or(0))  // 0 is no class
        network_field(task, "classID", "net_cls").write("net_cls.classid", id);
    for (const auto& [interface, priority] : task.resources.net_priorities)
        network_field(task, "priorities", "net_prio")
            .write("net_prio.ifpriomap", fmt::format("{} {}", interface, priority));
}

void limit_rdma(const Task& task) {
    for (const auto& one : task.resources.rdma) {
        auto line = one.device;
        if (one.handles) line += fmt::format(" hca_handle={}", *one.handles);
        if (one.objects) line += fmt::format(" hca_object={}", *one.objects);
        task.field("rdma." + one.device, "rdma").write("rdma.max", line);
    }
}

void note_unified(const Task& task, const std::string& file, const std::string& value) {
    const auto& group = task.group;
    if (!group.has(file)) return;  // a failure by now
    if (!group.v1(container::cgroup::v1::controller(file)))
        return task.changes.note(group.v2()->path / file, value);
    if (file == "io.max") return;  // v1 has no file of which this could be read
    task.changes.note([&group, file, before = group.read(file)] { group.write(file, before); });
}

void write_unified(const Task& task) {
    for (const auto& [file, value] : task.resources.resources.unified) try {
            note_unified(task, file, value);
            task.group.write(file, value);
        } catch (const std::runtime_error& e) {
            throw std::runtime_error{
                fmt::format("{}unified[\"{}\"]: {}", task.where, file, e.what())};
        }
}

}  // namespace

void limit_rest(const Task& task) {
    if (const auto& pids = task.resources.resources.pids)
        task.field("pids.limit", "pids").write("pids.max", number_or_max(*pids));
    limit_huge_pages(task);
    limit_network(task);
    limit_rdma(task);
    write_unified(task);
}

}  // namespace runtime
