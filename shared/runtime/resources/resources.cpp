// SPDX-License-Identifier: MIT
#include "runtime/resources.hpp"

#include "container/cgroup/devices.hpp"
#include "container/cgroup/hierarchy.hpp"
#include "runtime/resources/field.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

namespace runtime {
namespace {

using container::DeviceRule;
using container::cgroup::Group;

/// What every container has: the nodes that stand in its /dev, a terminal, and that it may make
/// nodes that it may then not open. The same as runc's AllowedDevices.
std::vector<DeviceRule> default_rules() {
    constexpr unsigned memory = 1, terminal = 5, misc = 10, pseudo_terminal = 136;
    constexpr unsigned null = 3, zero = 5, full = 7, random = 8, urandom = 9;
    constexpr unsigned tty = 0, ptmx = 2, tun = 200;
    std::vector<DeviceRule> rules{{true, 'c', {}, {}, "m"}, {true, 'b', {}, {}, "m"}};
    for (const auto minor : {null, zero, full, random, urandom})
        rules.push_back({true, 'c', memory, minor});
    for (const auto minor : {tty, ptmx}) rules.push_back({true, 'c', terminal, minor});
    rules.push_back({true, 'c', pseudo_terminal, {}});
    rules.push_back({true, 'c', misc, tun});
    return rules;
}

/// At first nothing is allowed. The last rule that fits decides, so that a config which forbids
/// all devices, as most do, does not mean these.
std::vector<DeviceRule> device_rules(const oci::Resources& resources) {
    std::vector<DeviceRule> rules{DeviceRule{}};
    const auto& own = resources.resources.devices;
    rules.insert(rules.end(), own.begin(), own.end());
    const auto last = default_rules();
    rules.insert(rules.end(), last.begin(), last.end());
    return rules;
}

void limit_devices(const Group& group, const oci::Resources& resources) try {
    container::cgroup::limit_devices(group, device_rules(resources));
} catch (const std::runtime_error& e) {
    throw std::runtime_error{fmt::format("{}devices: {}", resources_of_config, e.what())};
}

bool is_v1(const std::string& controller) {
    for (const auto& hierarchy : container::cgroup::hierarchies())
        if (container::cgroup::contains(hierarchy.controllers, controller)) return true;
    return false;
}

}  // namespace

void warn_of_ignored(const oci::Resources& resources, const std::string& where,
                     std::vector<std::string>& warnings) {
    const auto ignore = [&](const char* field, const char* why) {
        warnings.push_back(fmt::format("{}memory.{}: ignored: {}", where, field, why));
    };
    if (resources.kernel_memory) ignore("kernel", "the kernel counts it within limit");
    if (resources.use_hierarchy == false)
        ignore("useHierarchy", "every group is counted in those above it");
    const bool kills = resources.disable_oom_killer.value_or(false);
    const bool is_v1s = kills || resources.swappiness || resources.kernel_memory_tcp;
    if (!is_v1s || is_v1("memory")) return;
    if (resources.kernel_memory_tcp) ignore("kernelTCP", "the kernel counts it within limit");
    if (kills) ignore("disableOOMKiller", "cgroup v2 has no such thing");
    if (resources.swappiness) ignore("swappiness", "cgroup v2 has no such thing");
}

void limit(const Group& group, const oci::Resources& resources, const std::string& where) {
    Changes changes;
    const Task task{group, resources, where, changes};
    try {
        limit_memory(task);
        limit_cpu(task);
        limit_block_io(task);
        limit_rest(task);
    } catch (...) {
        changes.undo();
        throw;
    }
}

container::Layer resources(const oci::Config& config) {
    container::Layer layer{"cgroup"};
    layer.prepare = [all = config.resources](container::Context& box) {
        if (box.state.read("cgroup-path") == "none") return;  // the caller sees to it
        const auto group = Group::find(box.state);
        limit(group, all, resources_of_config);
        limit_devices(group, all);
    };
    return layer;
}

}  // namespace runtime
