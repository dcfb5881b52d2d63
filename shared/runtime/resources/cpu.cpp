// SPDX-License-Identifier: MIT
#include "container/cgroup/hierarchy.hpp"
#include "runtime/resources/field.hpp"

#include <fmt/format.h>

#include <cerrno>

#include <vector>

namespace runtime {
namespace {

struct Setting {
    Field field;
    std::string file, value;
};

/// Of quota, period and burst, each must go with what the others are just now. What is refused
/// first may be taken when the others have changed.
void write_all(std::vector<Setting> settings) {
    while (!settings.empty()) {
        const auto before = settings.size();
        for (auto one = settings.begin(); one != settings.end();) try {
                one->field.write(one->file, one->value);
                one = settings.erase(one);
            } catch (const Refused& e) {
                if (e.error() != EINVAL) throw;
                ++one;
            }
        if (settings.size() < before) continue;
        settings[0].field.write(settings[0].file, settings[0].value);  // throws, by now
        settings.erase(settings.begin());
    }
}

void limit_shares(const Task& task) {
    const auto& shares = task.resources.resources.cpu_shares;
    if (!shares) return;
    const auto field = task.field("cpu.shares", "cpu");
    if (!field.is_v1()) {
        if (*shares < 2 || *shares > 262144) field.fail("is not between 2 and 262144");
        return field.write("cpu.weight", container::cgroup::Group::weight_of(*shares));
    }
    field.write("cpu.shares", std::to_string(*shares));
    // The kernel says nothing when it takes another value.
    if (const auto now = field.number("cpu.shares"); now != static_cast<std::int64_t>(*shares))
        field.fail(fmt::format("is {}, and the kernel made {} of it", *shares, now.value_or(-1)));
}

/// One file of v2 has both. What is not said stays.
Setting bandwidth_v2(const Task& task, const Field& field) {
    const auto now = container::cgroup::words(field.read("cpu.max"));
    const auto& quota = task.resources.resources.cpu_quota;
    const auto& period = task.resources.cpu_period;
    return {field, "cpu.max",
            fmt::format("{} {}", quota ? number_or_max(*quota) : now.at(0),
                        period ? std::to_string(*period) : now.at(1))};
}

void limit_bandwidth(const Task& task) {
    const auto& all = task.resources;
    const auto& quota = all.resources.cpu_quota;
    std::vector<Setting> settings;
    const auto add = [&](const char* name, const char* v1, std::int64_t value) {
        const auto field = task.field(name, "cpu");
        if (field.is_v1()) settings.push_back({field, v1, std::to_string(value)});
    };
    if (all.cpu_period)
        add("cpu.period", "cpu.cfs_period_us", static_cast<std::int64_t>(*all.cpu_period));
    if (quota) add("cpu.quota", "cpu.cfs_quota_us", *quota);
    if (settings.empty() && (quota || all.cpu_period))
        settings.push_back(bandwidth_v2(task, task.field("cpu.quota", "cpu")));
    if (all.cpu_burst) {
        const auto field = task.field("cpu.burst", "cpu");
        settings.push_back({field, field.is_v1() ? "cpu.cfs_burst_us" : "cpu.max.burst",
                            std::to_string(*all.cpu_burst)});
    }
    write_all(std::move(settings));
}

/// Only v1 has a share of the time of real-time processes, sched(7), to give.
void limit_realtime(const Task& task) {
    std::vector<Setting> settings;
    const auto add = [&](const char* name, const char* file, const std::string& value) {
        const auto field = task.field(name, "cpu");
        if (!field.is_v1()) field.fail("only cgroup v1 has it, and the controller cpu is v2's");
        settings.push_back({field, file, value});
    };
    if (const auto& period = task.resources.realtime_period)
        add("cpu.realtimePeriod", "cpu.rt_period_us", std::to_string(*period));
    if (const auto& runtime = task.resources.realtime_runtime)
        add("cpu.realtimeRuntime", "cpu.rt_runtime_us", std::to_string(*runtime));
    write_all(std::move(settings));
}

}  // namespace

void limit_cpu(const Task& task) {
    const auto& all = task.resources;
    const auto set_idle = [&] { task.field("cpu.idle", "cpu").write("cpu.idle", *all.cpu_idle); };
    limit_realtime(task);
    // An idle group has no shares to set.
    if (all.cpu_idle == 0) set_idle();
    limit_shares(task);
    if (all.cpu_idle == 1) set_idle();
    limit_bandwidth(task);
    if (!all.resources.cpuset_cpus.empty())
        task.field("cpu.cpus", "cpuset").write("cpuset.cpus", all.resources.cpuset_cpus);
    if (!all.resources.cpuset_mems.empty())
        task.field("cpu.mems", "cpuset").write("cpuset.mems", all.resources.cpuset_mems);
}

}  // namespace runtime
