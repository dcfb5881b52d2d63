// SPDX-License-Identifier: MIT
#include "sys/netlink.hpp"

#include "sys/error.hpp"

#include <linux/if_addr.h>
#include <net/if.h>
#include <netlink/netlink.h>
#include <netlink/route/addr.h>
#include <netlink/route/link.h>
#include <netlink/route/link/bridge.h>
#include <netlink/route/link/veth.h>
#include <netlink/route/route.h>

namespace sys {
namespace {

template <typename Object, void (*free)(Object*)>
struct Free {
    void operator()(Object* object) const noexcept { free(object); }
};
using Link = std::unique_ptr<rtnl_link, Free<rtnl_link, rtnl_link_put>>;
using Address = std::unique_ptr<rtnl_addr, Free<rtnl_addr, rtnl_addr_put>>;
using Route = std::unique_ptr<rtnl_route, Free<rtnl_route, rtnl_route_put>>;
using Cache = std::unique_ptr<nl_cache, Free<nl_cache, nl_cache_free>>;
using NlAddress = std::unique_ptr<nl_addr, Free<nl_addr, nl_addr_put>>;

/// libnl has reasons of its own instead of errno's.
int errno_of(int reason) {
    switch (-reason) {
        case NLE_PERM:
            return EPERM;
        case NLE_NOACCESS:
            return EACCES;
        case NLE_EXIST:
            return EEXIST;
        case NLE_NODEV:
        case NLE_OBJ_NOTFOUND:
            return ENODEV;
        case NLE_BUSY:
            return EBUSY;
        case NLE_INVAL:
            return EINVAL;
        case NLE_NOMEM:
            return ENOMEM;
        case NLE_RANGE:
            return ERANGE;
        case NLE_NOADDR:
            return EADDRNOTAVAIL;
        case NLE_OPNOTSUPP:
            return EOPNOTSUPP;
        case NLE_AGAIN:
            return EAGAIN;
        default:
            return EIO;
    }
}

template <typename... Args>
void check_nl(int result, fmt::format_string<Args...> call, Args&&... args) {
    if (result >= 0) return;
    throw SysError{errno_of(result), fmt::format(call, std::forward<Args>(args)...)};
}

NlAddress parse(const std::string& text) {
    nl_addr* address = nullptr;
    check_nl(nl_addr_parse(text.c_str(), AF_UNSPEC, &address), "the address {}", text);
    return NlAddress{address};
}

std::string network_of(nl_addr* address) {
    char buffer[64];
    const std::string text = nl_addr2str(address, buffer, sizeof buffer);
    if (text.find('/') != std::string::npos) return text;
    return fmt::format("{}/{}", text, 8 * nl_addr_get_len(address));  // which it leaves out
}

/// Nothing if there is no such link.
Link find(nl_sock* socket, const std::string& name) {
    rtnl_link* link = nullptr;
    const int result = rtnl_link_get_kernel(socket, 0, name.c_str(), &link);
    if (result == -NLE_NODEV || result == -NLE_OBJ_NOTFOUND) return nullptr;
    check_nl(result, "look at {}", name);
    return Link{link};
}

int index_of(const std::string& name) {
    const unsigned index = ::if_nametoindex(name.c_str());
    if (index == 0) throw SysError{errno, "if_nametoindex " + name};
    return static_cast<int>(index);
}

}  // namespace

void Netlink::Close::operator()(nl_sock* socket) const noexcept {
    nl_socket_free(socket);
}

Netlink::Netlink() : socket_{nl_socket_alloc()} {
    check_nl(nl_connect(socket_.get(), NETLINK_ROUTE), "nl_connect");
}

bool Netlink::exists(const std::string& name) {
    return find(socket_.get(), name) != nullptr;
}

bool Netlink::is_up(const std::string& name) {
    const auto link = find(socket_.get(), name);
    return link && (rtnl_link_get_flags(link.get()) & IFF_UP) != 0;
}

void Netlink::add_bridge(const std::string& name) {
    const Link link{rtnl_link_bridge_alloc()};
    rtnl_link_set_name(link.get(), name.c_str());
    check_nl(rtnl_link_add(socket_.get(), link.get(), NLM_F_CREATE | NLM_F_EXCL), "add bridge {}",
             name);
}

void Netlink::add_veth(const VethPair& pair) {
    const Link link{rtnl_link_veth_alloc()};
    rtnl_link_set_name(link.get(), pair.name.c_str());
    rtnl_link_set_master(link.get(), index_of(pair.master));
    const Link peer{rtnl_link_veth_get_peer(link.get())};
    rtnl_link_set_name(peer.get(), pair.peer.c_str());
    rtnl_link_set_ns_pid(peer.get(), pair.peer_namespace);
    rtnl_link_set_addr(peer.get(), parse(pair.mac_address).get());
    check_nl(rtnl_link_add(socket_.get(), link.get(), NLM_F_CREATE | NLM_F_EXCL),
             "add veth {} with peer {}", pair.name, pair.peer);
}

void Netlink::set_up(const std::string& name) {
    const Link old{rtnl_link_alloc()};
    const Link link{rtnl_link_alloc()};
    rtnl_link_set_ifindex(old.get(), index_of(name));
    rtnl_link_set_flags(link.get(), IFF_UP);
    check_nl(rtnl_link_change(socket_.get(), old.get(), link.get(), 0), "set {} up", name);
}

std::vector<std::string> Netlink::ports(const std::string& bridge) {
    std::vector<std::string> ports;
    const auto master = static_cast<int>(::if_nametoindex(bridge.c_str()));
    if (master == 0) return ports;
    nl_cache* links = nullptr;
    check_nl(rtnl_link_alloc_cache(socket_.get(), AF_UNSPEC, &links), "list links");
    const Cache owner{links};
    for (auto* entry = nl_cache_get_first(links); entry; entry = nl_cache_get_next(entry)) {
        auto* link = reinterpret_cast<rtnl_link*>(entry);
        if (rtnl_link_get_master(link) == master) ports.emplace_back(rtnl_link_get_name(link));
    }
    return ports;
}

void Netlink::remove_link(const std::string& name) {
    const Link link{rtnl_link_alloc()};
    rtnl_link_set_name(link.get(), name.c_str());
    const int result = rtnl_link_delete(socket_.get(), link.get());
    if (result != -NLE_NODEV && result != -NLE_OBJ_NOTFOUND) check_nl(result, "remove {}", name);
}

void Netlink::add_address(const std::string& link, const std::string& text) {
    const Address address{rtnl_addr_alloc()};
    const auto local = parse(text);
    rtnl_addr_set_ifindex(address.get(), index_of(link));
    check_nl(rtnl_addr_set_local(address.get(), local.get()), "the address {}", text);
    if (nl_addr_get_family(local.get()) == AF_INET6)
        rtnl_addr_set_flags(address.get(), IFA_F_NODAD);
    check_nl(rtnl_addr_add(socket_.get(), address.get(), NLM_F_EXCL), "add address {} to {}", text,
             link);
}

std::vector<std::string> Netlink::addresses(const std::string& link) {
    nl_cache* all = nullptr;
    check_nl(rtnl_addr_alloc_cache(socket_.get(), &all), "list addresses");
    const Cache owner{all};
    const int index = index_of(link);
    std::vector<std::string> addresses;
    for (auto* entry = nl_cache_get_first(all); entry; entry = nl_cache_get_next(entry)) {
        auto* address = reinterpret_cast<rtnl_addr*>(entry);
        auto* local = rtnl_addr_get_local(address);
        if (rtnl_addr_get_ifindex(address) != index || !local) continue;
        if (!(rtnl_addr_get_flags(address) & IFA_F_PERMANENT)) continue;
        if (rtnl_addr_get_scope(address) == RT_SCOPE_LINK) continue;
        addresses.push_back(network_of(local));
    }
    return addresses;
}

void Netlink::move(const std::string& name, const std::string& new_name, BorrowedFd where) {
    const Link old{rtnl_link_alloc()};
    const Link link{rtnl_link_alloc()};
    rtnl_link_set_ifindex(old.get(), index_of(name));
    rtnl_link_set_name(link.get(), new_name.c_str());
    rtnl_link_set_ns_fd(link.get(), where.get());
    check_nl(rtnl_link_change(socket_.get(), old.get(), link.get(), 0), "move {} to be {}", name,
             new_name);
}

void Netlink::add_default_route(const std::string& gateway) {
    const Route route{rtnl_route_alloc()};
    const auto via = parse(gateway);
    const auto family = static_cast<std::uint8_t>(nl_addr_get_family(via.get()));
    const auto everywhere = parse(family == AF_INET6 ? "::/0" : "0.0.0.0/0");
    check_nl(rtnl_route_set_family(route.get(), family), "route family");
    check_nl(rtnl_route_set_dst(route.get(), everywhere.get()), "route destination");
    rtnl_nexthop* hop = rtnl_route_nh_alloc();
    rtnl_route_nh_set_gateway(hop, via.get());
    rtnl_route_add_nexthop(route.get(), hop);  // which frees it with the route
    check_nl(rtnl_route_add(socket_.get(), route.get(), 0), "add default route via {}", gateway);
}

std::vector<std::string> Netlink::networks() {
    nl_cache* routes = nullptr;  // an address brings a route to its network along
    check_nl(rtnl_route_alloc_cache(socket_.get(), AF_INET, 0, &routes), "list routes");
    const Cache owner{routes};
    std::vector<std::string> networks;
    for (auto* entry = nl_cache_get_first(routes); entry; entry = nl_cache_get_next(entry)) {
        auto* network = rtnl_route_get_dst(reinterpret_cast<rtnl_route*>(entry));
        if (nl_addr_get_prefixlen(network) > 0) networks.push_back(network_of(network));
    }
    return networks;
}

}  // namespace sys
