// SPDX-License-Identifier: MIT
#include "cli/network_options.hpp"

#include "cli/usage_error.hpp"
#include "container/network/pasta.hpp"
#include "container/network/rights.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <charconv>
#include <cstdio>

namespace cli {
namespace {

using container::Network;

bool is_address(int family, const std::string& text) {
    unsigned char binary[16];
    return ::inet_pton(family, text.c_str(), binary) == 1;
}

std::uint16_t parse_port_number(const std::string& text, const std::string& whole) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 1 || number > 65535)
        throw UsageError{
            fmt::format("-p {}: \"{}\" is no port; write [ADDRESS:]HOST:CONTAINER[/udp] with two "
                        "numbers from 1 to 65535",
                        whole, text)};
    return static_cast<std::uint16_t>(number);
}

}  // namespace

void parse_network(const std::string& text, Network& network) {
    using Mode = Network::Mode;
    const std::string joined = "container:";
    if (text.starts_with(joined) && text.size() > joined.size()) {
        network.mode = Mode::container;
        network.container = text.substr(joined.size());
        return;
    }
    const std::pair<const char*, Mode> modes[] = {{"none", Mode::none},
                                                  {"bridge", Mode::bridge},
                                                  {"host", Mode::host},
                                                  {"pasta", Mode::pasta}};
    for (const auto& [name, mode] : modes)
        if (text == name) {
            network.mode = mode;
            return;
        }
    throw UsageError{
        fmt::format("--network {}: is none of none, bridge, host, pasta and container:NAME", text)};
}

Network::Mode default_network_mode() {
    if (container::network::may_change_network()) return Network::Mode::bridge;
    if (container::network::pasta::is_there()) return Network::Mode::pasta;
    std::fputs(
        "note: you may not make a bridge, and pasta (package passt) with /dev/net/tun is not "
        "there: the network is --network none\n",
        stderr);
    return Network::Mode::none;
}

container::Port parse_port(const std::string& text) {
    container::Port port;
    std::string rest = text;
    if (const auto slash = rest.find('/'); slash != std::string::npos) {
        port.protocol = rest.substr(slash + 1);
        rest.resize(slash);
    }
    if (port.protocol != "tcp" && port.protocol != "udp")
        throw UsageError{fmt::format("-p {}: the protocol is tcp or udp", text)};
    const auto colon = rest.rfind(':');
    if (colon == std::string::npos)
        throw UsageError{fmt::format("-p {}: write [ADDRESS:]HOST:CONTAINER[/udp]", text)};
    port.container = parse_port_number(rest.substr(colon + 1), text);
    rest.resize(colon);
    if (const auto before = rest.rfind(':'); before != std::string::npos) {
        port.address = rest.substr(0, before);
        rest.erase(0, before + 1);
        if (port.address.starts_with('[') && port.address.ends_with(']'))
            port.address = port.address.substr(1, port.address.size() - 2);
        port.address = parse_address("-p", port.address, true);
    }
    if (port.address == "0.0.0.0") port.address.clear();
    port.host = parse_port_number(rest, text);
    return port;
}

container::HostEntry parse_host_entry(const std::string& text) {
    const auto colon = text.find(':');
    if (colon == std::string::npos || colon == 0)
        throw UsageError{fmt::format("--add-host {}: write NAME:ADDRESS", text)};
    auto address = text.substr(colon + 1);
    if (address != "host-gateway") address = parse_address("--add-host", address, true);
    return {text.substr(0, colon), address};
}

std::string parse_address(const std::string& option, const std::string& text, bool ipv6) {
    if (is_address(AF_INET, text) || (ipv6 && is_address(AF_INET6, text))) return text;
    throw UsageError{fmt::format("{} {}: \"{}\" is no {}", option, text, text,
                                 ipv6 ? "IPv4 or IPv6 address" : "IPv4 address")};
}

std::string parse_mac_address(const std::string& text) {
    unsigned bytes[6];
    char more = 0;
    const int read = std::sscanf(text.c_str(), "%2x:%2x:%2x:%2x:%2x:%2x%c", &bytes[0], &bytes[1],
                                 &bytes[2], &bytes[3], &bytes[4], &bytes[5], &more);
    if (read != 6 || text.size() != 17)
        throw UsageError{
            fmt::format("--mac-address {}: write six bytes as 02:42:ac:11:00:02", text)};
    if (bytes[0] & 1)
        throw UsageError{fmt::format(
            "--mac-address {}: is a group's; a single link's first byte is even", text)};
    return text;
}

void check_network(const Network& network) {
    using Mode = Network::Mode;
    const bool bridge = network.mode == Mode::bridge;
    const auto needs_bridge = [bridge](bool given, const char* option) {
        if (given && !bridge) throw UsageError{fmt::format("{} needs --network bridge", option)};
    };
    needs_bridge(network.internal, "--internal");
    needs_bridge(!network.subnet.empty(), "--subnet");
    needs_bridge(!network.address.empty(), "--ip");
    needs_bridge(!network.mac_address.empty(), "--mac-address");
    if (!network.ports.empty() && !bridge && network.mode != Mode::pasta)
        throw UsageError{"-p needs --network bridge or pasta: there is no way in otherwise"};
    if (!network.ports.empty() && network.internal)
        throw UsageError{"-p and --internal: an internal network cannot be reached from outside"};
}

}  // namespace cli
