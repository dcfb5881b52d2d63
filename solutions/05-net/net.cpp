// SPDX-License-Identifier: MIT
#include "container/layers.hpp"
#include "container/network/etc.hpp"
#include "container/network/firewall.hpp"
#include "container/network/forwarding.hpp"
#include "container/network/leases.hpp"
#include "container/network/pasta.hpp"
#include "container/network/ports.hpp"
#include "sys/file.hpp"
#include "sys/netlink.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <sched.h>

#include <memory>

namespace container::layers {
namespace {

using network::Lease;
using network::Leases;

/// The bridge that all containers of the host are plugged into. It is up only once it is complete,
/// so one that is not up is what a run that was killed has left.
void raise_bridge(const Lease& lease, const Leases& leases, bool internal) {
    sys::Netlink host;
    if (host.is_up(lease.bridge)) return;
    host.remove_link(lease.bridge);
    host.add_bridge(lease.bridge);
    host.add_address(lease.bridge, lease.gateway + lease.address.substr(lease.address.find('/')));
    host.add_address(lease.bridge, lease.gateway6 + "/64");
    if (internal)
        network::firewall::close_off(lease);
    else
        network::firewall::open(lease,
                                network::forwarding::begin(lease.bridge, leases.directory()));
    host.set_up(lease.bridge);
}

/// Each step does nothing if there is nothing to do: a run may have been killed half-way.
void lower_bridge(const std::string& bridge, const Leases& leases) {
    sys::Netlink host;
    for (const auto& cable : host.ports(bridge)) host.remove_link(cable);
    host.remove_link(bridge);
    network::forwarding::end(leases.directory());
    network::firewall::remove(bridge);
}

/// A cable from the bridge to the container, whose end is called eth0.
void plug_in(const Lease& lease, pid_t init) {
    sys::Netlink host;
    host.remove_link(lease.link);  // if the kernel is still at it, for one who had the lease before
    host.add_veth({lease.link, lease.bridge, "eth0", init, lease.mac_address});
    host.set_up(lease.link);
}

void configure(const Lease& lease, bool internal) {
    sys::Netlink inside;
    inside.add_address("eth0", lease.address);
    inside.add_address("eth0", lease.address6);
    inside.set_up("eth0");
    if (internal) return;  // there is no way to anywhere else
    inside.add_default_route(lease.gateway);
    inside.add_default_route(lease.gateway6);
}

/// Gives back what the container had on the bridge, and with the last one the bridge goes.
void leave(const State& state) {
    const auto bridge = state.read("bridge");
    if (bridge.empty()) return;
    Leases leases{bridge};
    const auto lease = leases.find(state.name());
    if (!lease) return;  // it did not come so far: a link of the bridge's name is not ours
    // The cable goes with the container's namespace; to wait for that would take the kernel 30 ms.
    // But if another container lives on in that namespace, it must not keep the address.
    if (!state.read("joined").empty()) sys::Netlink{}.remove_link(lease->link);
    if (leases.size() == 1)
        lower_bridge(bridge, leases);
    else
        network::firewall::unpublish(state);
    leases.give_back(state.name());  // last: a run that is killed on the way still has its lease
}

/// --network none, bridge and pasta.
Layer with_its_own(const Network& network) {
    const bool bridged = network.mode == Network::Mode::bridge;
    const auto ports = std::make_shared<std::vector<sys::Fd>>();
    const auto lease = std::make_shared<std::optional<Lease>>();
    Layer layer{"net", CLONE_NEWNET};

    layer.prepare = [=](Context& box) {
        if (bridged) {
            *ports = network::reserve(network.ports);
            const std::string bridge = network.internal ? "wb1" : "wb0";
            box.state.write("bridge", bridge);
            Leases leases{bridge};
            *lease = leases.take(box.state.name(), network, sys::Netlink{}.networks());
            raise_bridge(**lease, leases, network.internal);
        }
        network::write_etc(box.state, network, *lease);
    };

    layer.attach = [=](Context& box, pid_t init) {
        if (*lease) {
            plug_in(**lease, init);
            network::firewall::publish(box.state, **lease, network.ports);
        } else if (network.mode == Network::Mode::pasta) {
            network::pasta::start(box.state, network, init);
        }
    };

    layer.build = [=](Context& box) {
        sys::Netlink{}.set_up("lo");
        if (*lease) configure(**lease, network.internal);
        network::mount_etc(box.rootfs, box.state);
    };

    layer.cleanup = [](Context& box) {
        network::pasta::stop(box.state);
        leave(box.state);
    };

    return layer;
}

/// --network container:NAME. A child has its parent's namespaces, so the parent pays that one a
/// visit; the mounts of chapter 04 are already made in there (sysfs shows the links of whoever
/// mounts it).
Layer with_that_of(const std::string& name) {
    const auto owner = std::make_shared<State>();
    const auto home = std::make_shared<sys::Fd>();
    Layer layer{"net"};

    layer.prepare = [=](Context&) {
        *owner = State::running(name);
        *home = sys::open("/proc/self/ns/net", O_RDONLY);
        owner->write("joined", "yes");
        sys::setns(sys::open("/proc/" + owner->read("init") + "/ns/net", O_RDONLY), CLONE_NEWNET);
    };
    const auto go_home = [home] {
        if (*home) sys::setns(*home, CLONE_NEWNET);
        home->reset();
    };
    layer.attach = [go_home](Context&, pid_t) { go_home(); };
    layer.build = [owner](Context& box) { network::mount_etc(box.rootfs, *owner); };
    layer.cleanup = [go_home](Context&) { go_home(); };  // when it did not come to attach

    return layer;
}

/// --network host.
Layer with_the_hosts(const Network& network) {
    Layer layer{"net"};
    layer.prepare = [network](Context& box) { network::write_etc(box.state, network, {}); };
    layer.build = [](Context& box) { network::mount_etc(box.rootfs, box.state); };
    return layer;
}

}  // namespace

Layer net(const Network& network) {
    if (network.mode == Network::Mode::host) return with_the_hosts(network);
    if (network.mode == Network::Mode::container) return with_that_of(network.container);
    return with_its_own(network);
}

}  // namespace container::layers
