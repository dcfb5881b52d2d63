// SPDX-License-Identifier: MIT
#include "container/cgroup/v1.hpp"

#include "container/cgroup/hierarchy.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace container::cgroup::v1 {
namespace {

/// The files that only have another name, or not even that.
struct Counterpart {
    std::string_view v2;
    std::string_view v1;
};
constexpr std::array<Counterpart, 10> counterparts = {{
    {"memory.max", "memory.limit_in_bytes"},
    {"memory.low", "memory.soft_limit_in_bytes"},
    {"memory.current", "memory.usage_in_bytes"},
    {"pids.max", "pids.max"},
    {"pids.current", "pids.current"},
    {"cpuset.cpus", "cpuset.cpus"},
    {"cpuset.mems", "cpuset.mems"},
    {"cpu.idle", "cpu.idle"},
    {"cpu.max.burst", "cpu.cfs_burst_us"},
    {"memory.stat", "memory.stat"},
}};

/// hugetlb.2MB.max is one of a family: what follows the size is another word.
std::optional<std::string> huge_page_file(std::string file) {
    if (!file.starts_with("hugetlb.")) return std::nullopt;
    for (const auto& [v2, v1] :
         {Counterpart{".max", ".limit_in_bytes"}, Counterpart{".current", ".usage_in_bytes"}})
        if (file.ends_with(v2)) return file.replace(file.size() - v2.size(), v2.size(), v1);
    return std::nullopt;
}

Path path_of(const Branch& branch, const std::string& file) {
    for (const auto& [v2, v1] : counterparts)
        if (file == v2) return branch.path / v1;
    if (const auto v1 = huge_page_file(file)) return branch.path / *v1;
    throw std::runtime_error{
        fmt::format("cgroup v1 has no {}, and this machine's {} is v1's", file, controller(file))};
}

/// What v2 calls "max".
constexpr std::int64_t unlimited = INT64_MAX / 4096 * 4096;

std::string translate(const std::string& value) {
    return value == "max" ? "-1" : value;
}

std::int64_t number(const Path& path) {
    return static_cast<std::int64_t>(
        std::min(std::stoull(sys::read_file(path)), static_cast<unsigned long long>(unlimited)));
}

/// "max" or a number of bytes.
std::int64_t bytes(const std::string& value) {
    return value == "max" ? unlimited : std::stoll(value);
}

std::string text(std::int64_t bytes) {
    return bytes >= unlimited ? "-1" : std::to_string(bytes);
}

bool counts_swap(const Branch& branch) {
    return ::access((branch.path / "memory.memsw.limit_in_bytes").c_str(), F_OK) == 0;
}

/// v1 limited memory, and memory and swap together; the first never above the second. So the way
/// up begins with the second, the way down with the first.
void set_memory(const Branch& branch, const std::string& value) {
    const Path limit = branch.path / "memory.limit_in_bytes";
    const Path both = branch.path / "memory.memsw.limit_in_bytes";
    const auto sum_before = counts_swap(branch) ? number(both) : unlimited;
    if (sum_before >= unlimited) return sys::write_file(limit, translate(value));
    const auto memory = bytes(value);
    const auto swap = sum_before - number(limit);
    const auto sum = memory >= unlimited ? unlimited : memory + swap;
    const bool up = memory > sum_before;
    if (up) sys::write_file(both, text(sum));
    sys::write_file(limit, text(memory));
    if (!up) sys::write_file(both, text(sum));
}

void set_swap(const Branch& branch, const std::string& value) {
    if (!counts_swap(branch))
        throw std::runtime_error{"this kernel does not count swap: boot it with swapaccount=1"};
    const auto memory = number(branch.path / "memory.limit_in_bytes");
    const auto swap = bytes(value);
    sys::write_file(branch.path / "memory.memsw.limit_in_bytes",
                    text(swap >= unlimited - memory ? unlimited : memory + swap));
}

std::string swap(const Branch& branch) {
    const auto both = number(branch.path / "memory.memsw.limit_in_bytes");
    if (both >= unlimited) return "max";
    return std::to_string(both - number(branch.path / "memory.limit_in_bytes"));
}

/// "QUOTA PERIOD" in one file of v2 was two files.
void set_quota(const Branch& branch, const std::string& value) {
    const auto parts = words(value);
    if (parts.size() > 1) sys::write_file(branch.path / "cpu.cfs_period_us", parts[1]);
    sys::write_file(branch.path / "cpu.cfs_quota_us", translate(parts.at(0)));
}

std::string quota(const Branch& branch) {
    const auto both = words(sys::read_file(branch.path / "cpu.cfs_quota_us") + " " +
                            sys::read_file(branch.path / "cpu.cfs_period_us"));
    return (both.at(0) == "-1" ? "max" : both[0]) + " " + both.at(1);
}

constexpr std::array<Counterpart, 4> throttles = {{
    {"rbps", "blkio.throttle.read_bps_device"},
    {"wbps", "blkio.throttle.write_bps_device"},
    {"riops", "blkio.throttle.read_iops_device"},
    {"wiops", "blkio.throttle.write_iops_device"},
}};

/// "8:0 rbps=1048576 wiops=max": one file for each of the keys, where 0 is no limit.
void set_throttles(const Branch& branch, const std::string& value) {
    const auto parts = words(value);
    for (const auto& part : parts) {
        const auto equals = part.find('=');
        if (equals == std::string::npos) continue;  // the device
        const auto key = part.substr(0, equals);
        const auto limit = part.substr(equals + 1);
        const auto* const throttle =
            std::find_if(throttles.begin(), throttles.end(),
                         [&key](const Counterpart& known) { return known.v2 == key; });
        if (throttle == throttles.end())
            throw std::runtime_error{fmt::format("io.max {}: there is no {}", value, key)};
        sys::write_file(branch.path / throttle->v1,
                        fmt::format("{} {}", parts[0], limit == "max" ? "0" : limit));
    }
}

/// The value of the file, which is the group's above if there was none.
std::string filled(const Path& directory, const char* file) {
    auto value = sys::read_file(directory / file);
    if (value != "\n") return value;
    value = filled(directory.parent_path(), file);
    sys::write_file(directory / file, value);
    return value;
}

}  // namespace

std::string controller(const std::string& file) {
    auto name = file.substr(0, file.find('.'));
    return name == "io" ? "blkio" : name;
}

void write(const Branch& branch, const std::string& file, const std::string& value) {
    if (file == "memory.max") return set_memory(branch, value);
    if (file == "memory.swap.max") return set_swap(branch, value);
    if (file == "cpu.max") return set_quota(branch, value);
    if (file == "io.max") return set_throttles(branch, value);
    // pids came last, and knew "max" already.
    sys::write_file(path_of(branch, file), file == "pids.max" ? value : translate(value));
}

std::string read(const Branch& branch, const std::string& file) {
    if (file == "memory.swap.max") return swap(branch);
    if (file == "cpu.max") return quota(branch);
    if (file != "memory.max") return sys::read_file(path_of(branch, file));
    const auto limit = number(path_of(branch, file));
    return limit >= unlimited ? "max" : std::to_string(limit);
}

bool has(const Branch& branch, const std::string& file) noexcept try {
    if (file == "memory.swap.max") return counts_swap(branch);
    if (file == "cpu.max" || file == "io.max") return true;
    return ::access(path_of(branch, file).c_str(), F_OK) == 0;
} catch (const std::runtime_error&) {  // no counterpart
    return false;
}

void fill_cpuset(const Path& directory) {
    for (const auto* file : {"cpuset.cpus", "cpuset.mems"}) filled(directory, file);
}

void hand_on_cpuset(const Path& directory) {
    sys::write_file(directory / "cgroup.clone_children", "1");
}

}  // namespace container::cgroup::v1
