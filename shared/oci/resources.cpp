// SPDX-License-Identifier: MIT
#include "oci/parts.hpp"

namespace oci {
namespace {

/// Callers write 0 for what they do not limit: runc takes it for that, and so must who follows.
template <typename Number>
void read_limit(const Reader& from, const char* name, std::optional<Number>& limit) {
    from.read(name, limit);
    if (limit == Number{0}) limit.reset();
}

/// The same of bytes or a time, of which -1 is any amount.
void read_amount(const Reader& from, const char* name, std::optional<std::int64_t>& amount) {
    read_limit(from, name, amount);
    if (amount && *amount < -1) from[name].fail("is less than -1, which stands for no limit");
}

void take_memory(const Reader& from, Resources& resources) {
    auto& base = resources.resources;
    read_amount(from, "limit", base.memory);
    read_amount(from, "reservation", base.memory_reservation);
    read_amount(from, "swap", base.memory_swap);
    read_amount(from, "kernel", resources.kernel_memory);
    read_amount(from, "kernelTCP", resources.kernel_memory_tcp);
    if (const auto swappiness = from["swappiness"])
        resources.swappiness = swappiness.number<std::uint64_t>(0, 100);
    from.read("disableOOMKiller", resources.disable_oom_killer);
    from.read("useHierarchy", resources.use_hierarchy);
    from.read("checkBeforeUpdate", resources.check_before_update);
    // Of both, swap is the sum. Any amount of memory needs any amount of that.
    if (base.memory && base.memory_swap && *base.memory_swap != -1 &&
        (*base.memory == -1 || *base.memory_swap < *base.memory))
        from["swap"].fail("is less than limit, " + from["limit"].shown() +
                          ": it counts memory and swap together");
}

void take_cpu(const Reader& from, Resources& resources) {
    auto& base = resources.resources;
    read_limit(from, "shares", base.cpu_shares);
    read_amount(from, "quota", base.cpu_quota);
    read_limit(from, "period", resources.cpu_period);
    if (const auto period = resources.cpu_period) {
        if (!std::in_range<std::int64_t>(*period)) from["period"].fail("is too long");
        base.cpu_period = static_cast<std::int64_t>(*period);
    }
    from.read("burst", resources.cpu_burst);
    if (resources.cpu_burst && base.cpu_quota.value_or(-1) > 0 &&
        *resources.cpu_burst > static_cast<std::uint64_t>(*base.cpu_quota))
        from["burst"].fail("is more than quota, " + from["quota"].shown());
    read_limit(from, "realtimeRuntime", resources.realtime_runtime);
    read_limit(from, "realtimePeriod", resources.realtime_period);
    from.read("cpus", base.cpuset_cpus);
    from.read("mems", base.cpuset_mems);
    if (const auto idle = from["idle"]) resources.cpu_idle = idle.number<std::int64_t>(0, 1);
}

/// The size is a part of a file's name.
void take(const Reader& from, HugepageLimit& limit) {
    from.require("pageSize", limit.page_size);
    from.require("limit", limit.limit);
    const std::string_view size = limit.page_size;
    const auto unit = size.find_first_not_of("0123456789");
    const auto prefix = size.substr(std::min(unit, size.size()));
    if (unit == 0 || (prefix != "KB" && prefix != "MB" && prefix != "GB"))
        from["pageSize"].fail("is " + from["pageSize"].shown() + ": not a size as in \"2MB\"");
}

void take_network(const Reader& from, Resources& resources) {
    from.read("classID", resources.class_id);
    const auto priorities = from["priorities"];
    if (!priorities) return;
    priorities.each([&](const Reader& one) {
        auto& [name, priority] = resources.net_priorities.emplace_back();
        one.require("name", name);
        require_interface_name(one["name"]);
        one.require("priority", priority);
    });
}

void take_rdma(const Reader& from, std::vector<RdmaLimit>& limits) {
    from.each_member([&](const std::string& device, const Reader& member) {
        RdmaLimit limit{device, {}, {}};
        member.read("hcaHandles", limit.handles);
        member.read("hcaObjects", limit.objects);
        if (!limit.handles && !limit.objects) member.fail("has neither hcaHandles nor hcaObjects");
        limits.push_back(limit);
    });
}

/// Each is a file of the container's own cgroup, and must not become one elsewhere.
void take_unified(const Reader& from, Resources& resources) {
    from.each_member([&](const std::string& file, const Reader& value) {
        const auto point = file.find('.');
        if (point == 0 || point == file.npos || file.find_first_of({"/\0", 2}) != file.npos)
            value.fail("is no file of a cgroup, as in \"memory.high\"");
        resources.resources.unified.emplace_back(file, value.text());
    });
}

}  // namespace

void take(const Reader& from, Resources& resources) {
    from.read("devices", resources.resources.devices);
    if (const auto memory = from["memory"]) take_memory(memory, resources);
    if (const auto cpu = from["cpu"]) take_cpu(cpu, resources);
    if (const auto pids = from["pids"]) read_amount(pids, "limit", resources.resources.pids);
    if (const auto block_io = from["blockIO"]) take_block_io(block_io, resources);
    if (const auto limits = from["hugepageLimits"])
        limits.each(
            [&](const Reader& one) { take(one, resources.hugepage_limits.emplace_back()); });
    if (const auto network = from["network"]) take_network(network, resources);
    if (const auto rdma = from["rdma"]) take_rdma(rdma, resources.rdma);
    if (const auto unified = from["unified"]) take_unified(unified, resources);
}

}  // namespace oci
