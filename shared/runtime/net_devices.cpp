// SPDX-License-Identifier: MIT
#include "runtime/more.hpp"
#include "sys/file.hpp"
#include "sys/netlink.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>

#include <map>
#include <memory>

namespace runtime {
namespace {

/// That of the container: its own, or the one that it has not entered yet.
sys::Fd namespace_of(const oci::Config& config, pid_t init) {
    for (const auto& one : config.namespaces)
        if (one.flag == CLONE_NEWNET && !one.path.empty()) return sys::open(one.path, O_RDONLY);
    return sys::open(fmt::format("/proc/{}/ns/net", init), O_RDONLY);
}

}  // namespace

container::Layer net_devices(const oci::Config& config) {
    container::Layer layer{"netDevices"};
    if (config.net_devices.empty()) return layer;
    // What it loses on its way, by its name inside.
    const auto addresses = std::make_shared<std::map<std::string, std::vector<std::string>>>();

    layer.prepare = [=](container::Context&) {
        sys::Netlink host;
        for (const auto& device : config.net_devices)
            (*addresses)[device.name] = host.addresses(device.host_name);
    };

    layer.attach = [config](container::Context&, pid_t init) {
        const auto there = namespace_of(config, init);
        for (const auto& device : config.net_devices)
            sys::Netlink{}.move(device.host_name, device.name, there);
    };

    layer.build = [addresses](container::Context&) {
        sys::Netlink own;
        for (const auto& [name, all] : *addresses) {
            for (const auto& address : all) own.add_address(name, address);
            own.set_up(name);
        }
    };

    return layer;
}

}  // namespace runtime
