// SPDX-License-Identifier: MIT
#include "runtime/statistics/counts.hpp"
#include "runtime/statistics/parts.hpp"

#include <unistd.h>

#include <array>
#include <sstream>

namespace runtime {
namespace {

using container::cgroup::Branch;
using container::cgroup::Group;

/// v1 counts these two in clock ticks, times(2), and the rest in nanoseconds.
std::uint64_t nanoseconds(std::uint64_t ticks) {
    constexpr std::uint64_t second = 1'000'000'000;
    return ticks * (second / static_cast<std::uint64_t>(::sysconf(_SC_CLK_TCK)));
}

/// "cpu user system" and then a line for each CPU.
void add_each_cpu(const counts::Path& file, Json& usage) {
    std::istringstream lines{counts::text_of(file)};
    std::string title;
    std::getline(lines, title);
    for (std::uint64_t cpu = 0, user = 0, system = 0; lines >> cpu >> user >> system;) {
        usage["percpu_kernel"].push_back(system);
        usage["percpu_user"].push_back(user);
    }
}

Json usage_v1(const Branch& branch) {
    const auto each = counts::pairs(branch.path / "cpuacct.stat");
    Json usage{{"total", counts::number(branch.path / "cpuacct.usage")},
               {"percpu", counts::numbers(branch.path / "cpuacct.usage_percpu")}};
    add_each_cpu(branch.path / "cpuacct.usage_all", usage);
    usage["kernel"] = nanoseconds(counts::value_of(each, "system"));
    usage["user"] = nanoseconds(counts::value_of(each, "user"));
    return usage;
}

constexpr std::uint64_t microsecond = 1000;

Json usage_v2(const counts::Pairs& stat) {
    return {{"total", counts::value_of(stat, "usage_usec") * microsecond},
            {"kernel", counts::value_of(stat, "system_usec") * microsecond},
            {"user", counts::value_of(stat, "user_usec") * microsecond}};
}

Json throttling(const counts::Pairs& stat, bool v1) {
    auto all = Json::object();
    const auto add = [&](const char* name, std::uint64_t value) {
        if (value != 0) all[name] = value;
    };
    add("periods", counts::value_of(stat, "nr_periods"));
    add("throttledPeriods", counts::value_of(stat, "nr_throttled"));
    add("throttledTime", v1 ? counts::value_of(stat, "throttled_time")
                            : counts::value_of(stat, "throttled_usec") * microsecond);
    return all;
}

}  // namespace

Json cpu_statistics(const Group& group) {
    const auto* usage = group.v1("cpuacct");
    const auto* times = group.v1("cpu");
    const auto* v2 = group.v2();
    const auto stat_v2 = v2 ? counts::pairs(v2->path / "cpu.stat") : counts::Pairs{};
    return {{"usage", usage ? usage_v1(*usage) : usage_v2(stat_v2)},
            {"throttling", times ? throttling(counts::pairs(times->path / "cpu.stat"), true)
                                 : throttling(stat_v2, false)}};
}

Json cpuset_statistics(const Group& group) {
    const auto* branch = group.v1("cpuset");
    if (!branch) return Json::object();
    Json all{{"cpus", counts::list(branch->path / "cpuset.cpus")}};
    const auto add = [&](const char* name, const char* file) {
        const auto text = counts::text_of(branch->path / file);
        all[name] = text.empty() ? 0 : std::stoll(text);  // one of them can be -1
    };
    add("cpu_exclusive", "cpuset.cpu_exclusive");
    all["mems"] = counts::list(branch->path / "cpuset.mems");
    for (const auto* name : {"mem_hardwall", "mem_exclusive", "memory_migrate",
                             "memory_spread_page", "memory_spread_slab", "memory_pressure",
                             "sched_load_balance", "sched_relax_domain_level"})
        add(name, (std::string{"cpuset."} + name).c_str());
    return all;
}

}  // namespace runtime
