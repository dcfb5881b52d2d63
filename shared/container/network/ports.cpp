// SPDX-License-Identifier: MIT
#include "container/network/ports.hpp"

#include "sys/error.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <stdexcept>

namespace container::network {
namespace {

sys::Fd bind_one(int family, const std::string& address, const Port& port) {
    const int type = (port.protocol == "udp" ? SOCK_DGRAM : SOCK_STREAM) | SOCK_CLOEXEC;
    sys::Fd socket{sys::check(::socket(family, type, 0), "socket")};
    sockaddr_storage name{};
    socklen_t size = 0;
    int known = 0;
    if (family == AF_INET) {
        auto& ipv4 = reinterpret_cast<sockaddr_in&>(name);
        ipv4 = {AF_INET, htons(port.host), {}, {}};
        known = ::inet_pton(family, address.c_str(), &ipv4.sin_addr);
        size = sizeof ipv4;
    } else {
        const int alone = 1;  // or it would be in the way of its IPv4 sister
        ::setsockopt(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &alone, sizeof alone);
        auto& ipv6 = reinterpret_cast<sockaddr_in6&>(name);
        ipv6 = {AF_INET6, htons(port.host), 0, {}, 0};
        known = ::inet_pton(family, address.c_str(), &ipv6.sin6_addr);
        size = sizeof ipv6;
    }
    if (known != 1) throw std::runtime_error{fmt::format("-p {}: is no address", address)};
    // Bound without SO_REUSEADDR: no other socket can be bound there. Nobody listens, so that
    // what should not arrive is refused instead of waiting.
    sys::check(::bind(socket.get(), reinterpret_cast<sockaddr*>(&name), size),
               "the host's {} port {}{}{}", port.protocol, port.host,
               port.address.empty() ? "" : " of ", port.address);
    return socket;
}

bool has_ipv6() {
    return sys::Fd{::socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0)}.get() >= 0;
}

}  // namespace

std::vector<sys::Fd> reserve(const std::vector<Port>& ports) {
    std::vector<sys::Fd> sockets;
    for (const auto& port : ports) {
        const bool any = port.address.empty();
        const bool ipv6 = port.address.find(':') != std::string::npos;
        if (!ipv6) sockets.push_back(bind_one(AF_INET, any ? "0.0.0.0" : port.address, port));
        if (ipv6 || (any && has_ipv6()))
            sockets.push_back(bind_one(AF_INET6, any ? "::" : port.address, port));
    }
    return sockets;
}

}  // namespace container::network
