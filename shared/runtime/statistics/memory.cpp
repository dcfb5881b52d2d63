// SPDX-License-Identifier: MIT
#include "runtime/statistics/counts.hpp"
#include "runtime/statistics/parts.hpp"

#include <string>

namespace runtime {
namespace {

using container::cgroup::Branch;
using container::cgroup::Group;

Json entry(std::uint64_t limit, std::uint64_t usage, std::uint64_t most, std::uint64_t failures) {
    Json all{{"limit", limit}};
    if (usage != 0) all["usage"] = usage;
    if (most != 0) all["max"] = most;
    all["failcnt"] = failures;
    return all;
}

/// v1 counts four things in the same four files each.
Json entry_v1(const Branch& branch, const std::string& start) {
    const auto value = [&](const char* end) { return counts::number(branch.path / (start + end)); };
    return entry(value(".limit_in_bytes"), value(".usage_in_bytes"), value(".max_usage_in_bytes"),
                 value(".failcnt"));
}

Json entry_v2(const Branch& branch, const std::string& start) {
    const auto value = [&](const char* end) { return counts::number(branch.path / (start + end)); };
    return entry(value(".max"), value(".current"), value(".peak"),
                 counts::value_of(counts::pairs(branch.path / (start + ".events")), "max"));
}

/// v1 counts memory and swap together, which is what callers know under the name of swap.
Json swap_v2(const Branch& branch, const Json& memory) {
    auto both = entry_v2(branch, "memory.swap");
    const auto used =
        both.value("usage", std::uint64_t{0}) + memory.value("usage", std::uint64_t{0});
    const auto limit = both["limit"].get<std::uint64_t>(),
               of_memory = memory["limit"].get<std::uint64_t>();
    const bool is_limited = limit != counts::unlimited && of_memory != counts::unlimited;
    both["limit"] = is_limited ? limit + of_memory : counts::unlimited;
    if (used != 0) both["usage"] = used;
    return both;
}

}  // namespace

Json memory_statistics(const Group& group) {
    auto all = Json::object();
    const auto* v1 = group.v1("memory");
    const auto* branch = v1 ? v1 : group.v2();
    const auto raw = branch ? counts::pairs(branch->path / "memory.stat") : counts::Pairs{};
    if (raw.empty()) return all;
    if (const auto cache = counts::value_of(raw, v1 ? "cache" : "file")) all["cache"] = cache;
    all["usage"] = v1 ? entry_v1(*v1, "memory") : entry_v2(*branch, "memory");
    all["swap"] = v1 ? entry_v1(*v1, "memory.memsw") : swap_v2(*branch, all["usage"]);
    all["kernel"] = v1 ? entry_v1(*v1, "memory.kmem") : entry(0, 0, 0, 0);
    all["kernelTCP"] = v1 ? entry_v1(*v1, "memory.kmem.tcp") : entry(0, 0, 0, 0);
    for (const auto& [name, value] : raw) all["raw"][name] = value;
    return all;
}

Json pids_statistics(const Group& group) {
    auto all = Json::object();
    const auto* v1 = group.v1("pids");
    const auto* branch = v1 ? v1 : group.v2();
    if (!branch) return all;
    if (const auto current = counts::number(branch->path / "pids.current"))
        all["current"] = current;
    const auto limit = counts::number(branch->path / "pids.max");
    if (limit != 0 && limit != counts::unlimited) all["limit"] = limit;
    return all;
}

Json huge_page_statistics(const Group& group) {
    auto all = Json::object();
    const auto* v1 = group.v1("hugetlb");
    const auto* branch = v1 ? v1 : group.v2();
    if (!branch) return all;
    const std::string start = "hugetlb.", end = v1 ? ".limit_in_bytes" : ".max";
    std::error_code gone;
    for (const auto& file : std::filesystem::directory_iterator{branch->path, gone}) {
        const auto name = file.path().filename().native();
        if (!name.starts_with(start) || !name.ends_with(end)) continue;
        const auto size = name.substr(start.size(), name.size() - start.size() - end.size());
        if (size.find('.') != size.npos) continue;  // what is reserved
        auto one = v1 ? entry_v1(*branch, start + size) : entry_v2(*branch, start + size);
        one.erase("limit");
        all[size] = one;
    }
    return all;
}

}  // namespace runtime
