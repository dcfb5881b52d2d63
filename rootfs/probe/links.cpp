// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstddef>
#include <cstdio>

namespace probe {
namespace {

/// netdevice(7): one question or order about an interface.
ifreq about(const std::string& interface, unsigned long request, ifreq with = {}) {
    const int fd = check(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket");
    std::snprintf(with.ifr_name, sizeof with.ifr_name, "%s", interface.c_str());
    const int result = ::ioctl(fd, request, &with);
    const int error = errno;
    ::close(fd);
    errno = error;
    check(result, "ioctl " + interface);
    return with;
}

/// loopback-up: in a new network namespace, lo is down.
std::string loopback_up(const Args&) {
    ifreq request = about("lo", SIOCGIFFLAGS);
    request.ifr_flags = static_cast<short>(request.ifr_flags | IFF_UP);
    about("lo", SIOCSIFFLAGS, request);
    return "up\n";
}

/// add-address IP: a second one of lo.
std::string add_address(const Args& words) {
    ifreq request{};
    sockaddr_in address{};
    address.sin_family = AF_INET;
    ::inet_pton(AF_INET, words.at(0).c_str(), &address.sin_addr);
    std::memcpy(&request.ifr_addr, &address, sizeof address);
    about("lo:1", SIOCSIFADDR, request);
    return "added\n";
}

/// addresses: of all interfaces, getifaddrs(3).
std::string addresses(const Args&) {
    ifaddrs* all = nullptr;
    check(::getifaddrs(&all), "getifaddrs");
    std::string text;
    for (const ifaddrs* one = all; one; one = one->ifa_next) {
        if (!one->ifa_addr || one->ifa_addr->sa_family != AF_INET) continue;
        char ip[INET_ADDRSTRLEN];
        const auto* in = reinterpret_cast<const sockaddr_in*>(one->ifa_addr);
        text += std::string{::inet_ntop(AF_INET, &in->sin_addr, ip, sizeof ip)} + "\n";
    }
    ::freeifaddrs(all);
    return text;
}

std::string prefix_length(const sockaddr* mask, std::size_t at, std::size_t size) {
    int bits = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(mask) + at;
    for (std::size_t i = 0; i < size; ++i) bits += __builtin_popcount(bytes[i]);
    return "/" + std::to_string(bits);
}

/// " ADDRESS/LENGTH" of an IPv4 or IPv6 address.
std::string described(const ifaddrs& one) {
    char ip[INET6_ADDRSTRLEN] = {};
    const bool is_v4 = one.ifa_addr->sa_family == AF_INET;
    const auto at = is_v4 ? offsetof(sockaddr_in, sin_addr) : offsetof(sockaddr_in6, sin6_addr);
    ::inet_ntop(one.ifa_addr->sa_family, reinterpret_cast<const char*>(one.ifa_addr) + at, ip,
                sizeof ip);
    return " " + std::string{ip} + prefix_length(one.ifa_netmask, at, is_v4 ? 4 : 16);
}

/// interfaces: one a line, "lo up 127.0.0.1/8 ::1/128".
std::string interfaces(const Args&) {
    ifaddrs* all = nullptr;
    check(::getifaddrs(&all), "getifaddrs");
    std::map<std::string, std::string> lines;
    for (const ifaddrs* one = all; one; one = one->ifa_next) {
        auto& line = lines[one->ifa_name];
        if (line.empty()) line = one->ifa_flags & IFF_UP ? " up" : " down";
        if (!one->ifa_addr || !one->ifa_netmask) continue;
        const auto family = one->ifa_addr->sa_family;
        if (family == AF_INET || family == AF_INET6) line += described(*one);
    }
    ::freeifaddrs(all);
    std::string text;
    for (const auto& [name, line] : lines) text += name + line + "\n";
    return text;
}

std::string mtu(const Args&) {
    return std::to_string(about("lo", SIOCGIFMTU).ifr_mtu) + "\n";
}

std::string set_mtu(const Args& words) {
    ifreq request{};
    request.ifr_mtu = std::stoi(words.at(0));
    about("lo", SIOCSIFMTU, request);
    return "set\n";
}

}  // namespace

void add_links(Commands& commands) {
    commands.insert({{"loopback-up", loopback_up},
                     {"add-address", add_address},
                     {"addresses", addresses},
                     {"interfaces", interfaces},
                     {"mtu", mtu},
                     {"set-mtu", set_mtu}});
}

}  // namespace probe
