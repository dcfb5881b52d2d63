// SPDX-License-Identifier: MIT
// The cable is made on the host with both ends, under names of the host's, and one end is pushed
// through a descriptor of the namespace; all by ip(8). Addresses and routes are set from outside as
// well, by a host that pays the container a visit.
#include "container/layers.hpp"
#include "container/network/etc.hpp"
#include "container/network/firewall.hpp"
#include "container/network/forwarding.hpp"
#include "container/network/leases.hpp"
#include "container/network/pasta.hpp"
#include "container/network/ports.hpp"
#include "container/network/tool.hpp"
#include "sys/file.hpp"
#include "sys/netlink.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>

#include <memory>

namespace container {
namespace {

using network::Lease;
using network::Leases;
using Mode = Network::Mode;

/// Lines as ip(8) takes them.
void ip(const std::string& lines) {
    network::run_tool({network::find_tool("ip").value(), "-batch", "-"}, lines);
}

/// Does something in another network namespace, and comes back whatever happens there.
template <typename Action>
void visit(const std::string& pid, const Action& action) {
    const auto home = sys::open("/proc/self/ns/net", O_RDONLY);
    const auto there = sys::open("/proc/" + pid + "/ns/net", O_RDONLY);
    sys::setns(there, CLONE_NEWNET);
    try {
        action();
    } catch (...) {
        sys::setns(home, CLONE_NEWNET);
        throw;
    }
    sys::setns(home, CLONE_NEWNET);
}

void make_bridge(const Lease& lease, const Leases& leases, bool internal) {
    if (sys::Netlink{}.is_up(lease.bridge)) return;
    sys::Netlink{}.remove_link(lease.bridge);
    const auto& name = lease.bridge;
    const auto prefix = lease.address.substr(lease.address.find('/'));
    ip(
        fmt::format("link add {0} type bridge\naddress add {1}{2} dev {0}\n"
                    "address add {3}/64 dev {0} nodad\n",
                    name, lease.gateway, prefix, lease.gateway6));
    if (internal)
        network::firewall::close_off(lease);
    else
        network::firewall::open(lease, network::forwarding::begin(name, leases.directory()));
    ip(fmt::format("link set {} up\n", name));
}

void connect(const Lease& lease, pid_t init, bool internal) {
    sys::Netlink{}.remove_link(lease.link);
    const auto end = lease.link + "-in";
    ip(
        fmt::format("link add {0} type veth peer name {1} address {2}\n"
                    "link set {0} master {3} up\nlink set {1} netns {4}\n",
                    lease.link, end, lease.mac_address, lease.bridge, init));
    visit(std::to_string(init), [&] {
        ip(
            fmt::format("link set lo up\nlink set {0} name eth0\naddress add {1} dev eth0\n"
                        "address add {2} dev eth0 nodad\nlink set eth0 up\n",
                        end, lease.address, lease.address6));
        if (!internal)
            ip(fmt::format("route add default via {}\nroute add default via {}\n", lease.gateway,
                           lease.gateway6));
    });
}

void leave(const State& state) {
    const auto bridge = state.read("bridge");
    if (bridge.empty()) return;
    Leases leases{bridge};
    sys::Netlink host;
    const auto lease = leases.find(state.name());
    if (!lease) return;
    host.remove_link(lease->link);
    if (leases.size() > 1) {
        network::firewall::unpublish(state);
        return leases.give_back(state.name());
    }
    for (const auto& cable : host.ports(bridge)) host.remove_link(cable);
    host.remove_link(bridge);
    network::forwarding::end(leases.directory());
    network::firewall::remove(bridge);
    leases.give_back(state.name());
}

struct Mine {
    std::vector<sys::Fd> ports;
    std::optional<Lease> lease;
    State owner;
    sys::Fd home;
};

void prepare(Context& box, const Network& network, Mine& mine) {
    if (network.mode == Mode::container) {
        mine.owner = State::running(network.container);
        mine.owner.write("joined", "yes");
        mine.home = sys::open("/proc/self/ns/net", O_RDONLY);
        const auto there = "/proc/" + mine.owner.read("init") + "/ns/net";
        sys::setns(sys::open(there, O_RDONLY), CLONE_NEWNET);
        return;
    }
    if (network.mode == Mode::bridge) {
        mine.ports = network::reserve(network.ports);
        box.state.write("bridge", network.internal ? "wb1" : "wb0");
        Leases leases{box.state.read("bridge")};
        mine.lease = leases.take(box.state.name(), network, sys::Netlink{}.networks());
        make_bridge(*mine.lease, leases, network.internal);
    }
    network::write_etc(box.state, network, mine.lease);
}

void attach(Context& box, const Network& network, Mine& mine, pid_t init) {
    if (mine.home) sys::setns(mine.home, CLONE_NEWNET);
    mine.home.reset();
    if (mine.lease) {
        connect(*mine.lease, init, network.internal);
        network::firewall::publish(box.state, *mine.lease, network.ports);
    } else if (network.mode == Mode::pasta) {
        network::pasta::start(box.state, network, init);
    }
}

}  // namespace

Layer layers::net(const Network& network) {
    const bool own = network.mode != Mode::host && network.mode != Mode::container;
    const auto mine = std::make_shared<Mine>();
    Layer layer{"net", own ? CLONE_NEWNET : 0};
    layer.prepare = [=](Context& box) { prepare(box, network, *mine); };
    layer.attach = [=](Context& box, pid_t init) { attach(box, network, *mine, init); };
    layer.build = [=](Context& box) {
        if (own && !mine->lease) sys::Netlink{}.set_up("lo");  // whoever has no bridge cannot visit
        network::mount_etc(box.rootfs, mine->owner ? mine->owner : box.state);
    };
    layer.cleanup = [=](Context& box) {
        if (mine->home) sys::setns(mine->home, CLONE_NEWNET);
        mine->home.reset();
        if (own) network::pasta::stop(box.state);
        leave(box.state);
    };
    return layer;
}

}  // namespace container
