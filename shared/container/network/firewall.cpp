// SPDX-License-Identifier: MIT
#include "container/network/firewall.hpp"

#include "container/network/tool.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace container::network::firewall {
namespace {

/// All commands or none take effect.
void nft(const std::string& commands) {
    static const auto tool = find_tool("nft");
    if (!tool)
        throw std::runtime_error{
            "nft: not found; install the package nftables, or run with --network none"};
    run_tool({*tool, "-f", "-"}, commands);
}

// The chains hook in where packets pass, see "Hooks" and "Priorities" in nft(8):
//
//     prerouting   a packet has arrived          published ports: change where it goes to
//     output       a packet of the host itself   the same
//     forward      it is to leave again          who may talk to whom
//     postrouting  it leaves                     change who seems to have sent it
//
// The maps are filled by publish(): protocol and port of the host, and for the one4 and one6 also
// the address, lead to address and port of a container.
constexpr auto open_table = R"(
table inet workbook_{bridge} {{
    map any4 {{ type inet_proto . inet_service : ipv4_addr . inet_service; }}
    map any6 {{ type inet_proto . inet_service : ipv6_addr . inet_service; }}
    map one4 {{ type ipv4_addr . inet_proto . inet_service : ipv4_addr . inet_service; }}
    map one6 {{ type ipv6_addr . inet_proto . inet_service : ipv6_addr . inet_service; }}
    set routed {{ type ifname; {routed} }}
    chain published {{
        dnat ip to ip daddr . meta l4proto . th dport map @one4
        dnat ip6 to ip6 daddr . meta l4proto . th dport map @one6
        meta nfproto ipv4 dnat ip to meta l4proto . th dport map @any4
        meta nfproto ipv6 dnat ip6 to meta l4proto . th dport map @any6
    }}
    chain prerouting {{
        type nat hook prerouting priority dstnat;
        fib daddr type local jump published
    }}
    chain output {{
        type nat hook output priority -100;
        fib daddr type local jump published
    }}
    chain postrouting {{
        type nat hook postrouting priority srcnat;
        ip saddr {subnet} oifname != "{bridge}" masquerade
        ip6 saddr {subnet6} oifname != "{bridge}" masquerade
        oifname "{bridge}" ip saddr {subnet} ct status dnat masquerade
        oifname "{bridge}" ip6 saddr {subnet6} ct status dnat masquerade
        oifname "{bridge}" ip saddr 127.0.0.0/8 masquerade
    }}
    chain loopback {{
        type filter hook prerouting priority raw;
        iifname "{bridge}" ip daddr 127.0.0.0/8 drop
    }}
    chain forward {{
        type filter hook forward priority filter;
        iifname @routed oifname != "{bridge}" drop
        iifname != "{bridge}" oifname "{bridge}" ct state new ct status ! dnat drop
    }}
}}
)";

constexpr auto closed_table = R"(
table inet workbook_{bridge} {{
    chain forward {{
        type filter hook forward priority filter;
        iifname "{bridge}" oifname != "{bridge}" drop
        iifname != "{bridge}" oifname "{bridge}" drop
    }}
}}
)";

std::string network_of(const std::string& address, const std::string& gateway) {
    // nft takes a network by any address in it
    return gateway + address.substr(address.find('/'));
}

std::string without_prefix(const std::string& address) {
    return address.substr(0, address.find('/'));
}

/// One line for each map that the port belongs in.
std::string elements(std::string_view verb, const Lease& lease, const Port& port) {
    std::string lines;
    const auto line = [&](std::string_view map, const std::string& key, const std::string& value) {
        lines += fmt::format("{} element inet workbook_{} {} {{ {} : {} . {} }}\n", verb,
                             lease.bridge, map, key, value, port.container);
    };
    const auto key = fmt::format("{} . {}", port.protocol, port.host);
    const auto ipv4 = without_prefix(lease.address), ipv6 = without_prefix(lease.address6);
    if (port.address.empty()) {
        line("any4", key, ipv4);
        line("any6", key, ipv6);
    } else if (port.address.find(':') == std::string::npos) {
        line("one4", port.address + " . " + key, ipv4);
    } else {
        line("one6", port.address + " . " + key, ipv6);
    }
    return lines;
}

std::string elements(std::string_view verb, const Lease& lease, const std::vector<Port>& ports) {
    std::string lines;
    for (const auto& port : ports) lines += elements(verb, lease, port);
    return lines;
}

}  // namespace

void open(const Lease& lease, const std::vector<std::string>& routed) {
    remove(lease.bridge);  // what a run that was killed here has left
    std::string links;
    for (const auto& link : routed)
        links += fmt::format("{}\"{}\"", links.empty() ? "" : ", ", link);
    nft(fmt::format(open_table, fmt::arg("bridge", lease.bridge),
                    fmt::arg("routed", links.empty() ? "" : "elements = { " + links + " }"),
                    fmt::arg("subnet", network_of(lease.address, lease.gateway)),
                    fmt::arg("subnet6", network_of(lease.address6, lease.gateway6))));
}

void close_off(const Lease& lease) {
    remove(lease.bridge);
    nft(fmt::format(closed_table, fmt::arg("bridge", lease.bridge)));
}

void remove(const std::string& bridge) {
    // Made first, so that there is one to remove.
    nft(fmt::format("table inet workbook_{0}\ndelete table inet workbook_{0}\n", bridge));
}

void publish(const State& state, const Lease& lease, const std::vector<Port>& ports) {
    if (ports.empty()) return;
    const auto add = elements("add", lease, ports);
    // Noted before it is done. It begins by adding, which does nothing to what is there, so that
    // there is something to delete even if we are killed in between.
    state.write("unpublish", add + elements("delete", lease, ports));
    nft(add);
}

void unpublish(const State& state) {
    const auto commands = state.read("unpublish");
    if (!commands.empty()) nft(commands);
}

}  // namespace container::network::firewall
