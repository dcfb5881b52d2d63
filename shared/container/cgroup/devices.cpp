// SPDX-License-Identifier: MIT
#include "container/cgroup/devices.hpp"

#include "sys/bpf.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdint>
#include <sstream>

namespace container::cgroup {
namespace {

std::string number(const std::optional<unsigned>& number) {
    return number ? std::to_string(*number) : "*";
}

/// A rule as devices.allow and devices.deny take it: "c 1:3 rwm". There, "a" means everything,
/// whatever follows; so a rule for both types with less than that is two.
std::vector<std::string> lines(const DeviceRule& rule) {
    if (rule.type == 'a' && !rule.major && !rule.minor && rule.access == "rwm") return {"a"};
    std::vector<std::string> all;
    for (const char type : {'b', 'c'})
        if (rule.type == type || rule.type == 'a')
            all.push_back(fmt::format("{} {}:{} {}", type, number(rule.major), number(rule.minor),
                                      rule.access));
    return all;
}

void write(const Path& directory, const std::vector<DeviceRule>& rules) {
    const auto allow = sys::open(directory / "devices.allow", O_WRONLY);
    const auto deny = sys::open(directory / "devices.deny", O_WRONLY);
    for (const auto& rule : rules)
        for (const auto& line : lines(rule)) sys::write_all(rule.allow ? allow : deny, line);
}

/// In a user namespace of one's own, one is root of no device: user_namespaces(7).
bool is_machines_root() {
    std::istringstream map{sys::read_file("/proc/self/uid_map")};
    std::uint64_t inside = 0;
    std::uint64_t outside = 0;
    std::uint64_t count = 0;
    map >> inside >> outside >> count;
    return ::geteuid() == 0 && outside == 0 && count == 4294967295;
}

}  // namespace

void limit_devices(const Group& group, const std::vector<DeviceRule>& rules) {
    if (rules.empty()) return;
    if (const auto* branch = group.v1("devices")) {
        write(branch->path, rules);
    } else if (group.v2() && is_machines_root()) {
        const auto program = sys::bpf_prog_load(BPF_PROG_TYPE_CGROUP_DEVICE, device_program(rules));
        // Not through Group::open(): bpf(2) takes no O_PATH.
        sys::bpf_prog_attach(program, sys::open(group.v2()->path, O_RDONLY | O_DIRECTORY),
                             BPF_CGROUP_DEVICE);
    }
}

}  // namespace container::cgroup
