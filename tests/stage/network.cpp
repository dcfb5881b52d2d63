// SPDX-License-Identifier: MIT
#include "network.hpp"

#include "netlink.hpp"
#include "sys/error.hpp"
#include "sys/fd.hpp"
#include "sys/file.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <linux/if_addr.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <sstream>

namespace stage {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

std::string text_of(std::string_view address, int family) {
    char text[INET6_ADDRSTRLEN] = "?";
    if (address.size() >= (family == AF_INET ? 4 : 16))
        ::inet_ntop(family, address.data(), text, sizeof text);
    return text;
}

std::string name_of(unsigned index) {
    char name[IF_NAMESIZE] = {};
    return ::if_indextoname(index, name) ? name : fmt::format("#{}", index);
}

/// "key value", or nothing if the message does not have that number.
std::string number(const char* key, std::string_view value) {
    return value.empty() ? "" : fmt::format(" {} {}", key, as<unsigned>(value));
}

std::string link(std::string_view message) {
    const auto fixed = as<ifinfomsg>(message);
    const auto get = [&](unsigned type) { return attribute(message, sizeof fixed, type); };
    std::string line = fmt::format("link {}", get(IFLA_IFNAME).data());
    if (fixed.ifi_flags & IFF_UP) line += " up";
    line += number("mtu", get(IFLA_MTU));
    if (!get(IFLA_MASTER).empty()) line += " master " + name_of(as<unsigned>(get(IFLA_MASTER)));
    return line;
}

std::string address(std::string_view message) {
    const auto fixed = as<ifaddrmsg>(message);
    auto local = attribute(message, sizeof fixed, IFA_LOCAL);
    if (local.empty()) local = attribute(message, sizeof fixed, IFA_ADDRESS);
    return fmt::format("address {} {}/{}", name_of(fixed.ifa_index),
                       text_of(local, fixed.ifa_family), fixed.ifa_prefixlen);
}

/// Empty for what is no route of IPv4 or IPv6.
std::string route(std::string_view message) {
    const auto fixed = as<rtmsg>(message);
    if (fixed.rtm_family != AF_INET && fixed.rtm_family != AF_INET6) return "";
    if (fixed.rtm_flags & RTM_F_CLONED) return "";  // remembered for one destination
    const auto get = [&](unsigned type) { return attribute(message, sizeof fixed, type); };
    std::string line = "route default";
    if (fixed.rtm_dst_len > 0)
        line =
            fmt::format("route {}/{}", text_of(get(RTA_DST), fixed.rtm_family), fixed.rtm_dst_len);
    else if (fixed.rtm_family == AF_INET6)
        line = "route default6";
    if (!get(RTA_GATEWAY).empty()) line += " via " + text_of(get(RTA_GATEWAY), fixed.rtm_family);
    if (!get(RTA_OIF).empty()) line += " dev " + name_of(as<unsigned>(get(RTA_OIF)));
    return line + number("table", get(RTA_TABLE));
}

/// Tables are asked for over netlink, which costs next to nothing; only if there are some, what is
/// in them is worth starting nft for.
void add_rules(Lines& lines) {
    nfgenmsg all{};
    bool some = false;
    list(NETLINK_NETFILTER, NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_GETTABLE, bytes_of(all),
         [&](std::string_view message) {
             some = true;
             lines.push_back(fmt::format("nft table {}",
                                         attribute(message, sizeof all, NFTA_TABLE_NAME).data()));
         });
    if (!some) return;
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> rules{
        ::popen("PATH=$PATH:/usr/sbin:/sbin nft --stateless list ruleset 2>/dev/null", "re"),
        ::pclose};
    char line[1024];
    for (int n = 0; rules && std::fgets(line, sizeof line, rules.get()); ++n)
        lines.push_back(fmt::format("nft {:4} {}", n, std::string{line, std::strcspn(line, "\n")}));
}

void add_sysctl(Lines& lines, const fs::path& file) {
    try {
        const auto value = sys::read_file("sys" / file);
        lines.push_back(
            fmt::format("sysctl {} {}", file.native(), value.substr(0, value.find('\n'))));
    } catch (const sys::SysError&) {  // this kernel has none, or the link has just gone
    }
}

void add_sysctls(Lines& lines) {
    add_sysctl(lines, "net/ipv4/ip_forward");
    std::error_code none;
    for (const auto& entry : fs::directory_iterator{"sys/net/ipv4/conf", none})
        for (const char* name : {"forwarding", "route_localnet"})
            add_sysctl(lines, entry.path().lexically_relative("sys") / name);
    for (const auto& entry : fs::directory_iterator{"sys/net/ipv6/conf", none})
        for (const char* name : {"forwarding", "accept_ra"})
            add_sysctl(lines, entry.path().lexically_relative("sys") / name);
}

}  // namespace

std::vector<std::string> network_facts() {
    Lines lines;
    const rtgenmsg everything{AF_UNSPEC};
    const auto add = [&](std::uint16_t request, auto& describe) {
        list(NETLINK_ROUTE, request, bytes_of(everything), [&](std::string_view message) {
            if (auto line = describe(message); !line.empty()) lines.push_back(std::move(line));
        });
    };
    add(RTM_GETLINK, link);
    add(RTM_GETADDR, address);
    add(RTM_GETROUTE, route);
    add_rules(lines);
    add_sysctls(lines);
    return lines;
}

void bring_loopback_up() {
    const sys::Fd socket{sys::check(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket")};
    ifreq request{};
    std::snprintf(request.ifr_name, sizeof request.ifr_name, "lo");
    request.ifr_flags = IFF_UP | IFF_RUNNING;
    sys::check(::ioctl(socket.get(), SIOCSIFFLAGS, &request), "SIOCSIFFLAGS lo");
}

}  // namespace stage
