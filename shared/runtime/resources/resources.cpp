// SPDX-License-Identifier: MIT
#include "runtime/resources.hpp"

#include "container/cgroup/devices.hpp"
#include "container/cgroup/hierarchy.hpp"
#include "container/defaults.hpp"
#include "runtime/resources/field.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

namespace runtime {
namespace {

using container::DeviceRule;
using container::cgroup::Group;

/// At first nothing is allowed. The last rule that fits decides: what every container has in its
/// /dev it may open, also with a config that forbids all devices, as most do. Other runtimes do so,
/// and allow /dev/net/tun besides.
std::vector<DeviceRule> device_rules(const oci::Resources& resources) {
    std::vector<DeviceRule> rules{DeviceRule{}};
    const auto& own = resources.resources.devices;
    rules.insert(rules.end(), own.begin(), own.end());
    for (const auto& rule : container::default_device_rules())
        if (rule.allow) rules.push_back(rule);
    constexpr unsigned misc = 10, tun = 200;
    rules.push_back({true, 'c', misc, tun});
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
