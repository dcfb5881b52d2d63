// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

struct nl_sock;

/// Links, addresses and routes of one network namespace: rtnetlink(7), through libnl.
namespace sys {

/// A virtual Ethernet pair, veth(4): what goes in at one end comes out at the other.
struct VethPair {
    std::string name;         ///< Of the end that stays here.
    std::string master;       ///< The bridge that this end is plugged into.
    std::string peer;         ///< Of the other end.
    pid_t peer_namespace;     ///< A process in whose network namespace the other end is made.
    std::string mac_address;  ///< Of the other end.
};

/// A conversation with the kernel about the network namespace that the process was in when it
/// began. Everything throws SysError; each call returns when the kernel has done what was asked.
class Netlink {
public:
    Netlink();

    bool exists(const std::string& link);
    /// False also if there is no such link.
    bool is_up(const std::string& link);
    void add_bridge(const std::string& name);
    void add_veth(const VethPair& pair);
    void set_up(const std::string& link);
    /// The links that are plugged into a bridge.
    std::vector<std::string> ports(const std::string& bridge);
    /// A link that is not there is no error. With one end of a pair, the other goes too.
    void remove_link(const std::string& name);

    /// `address` with the prefix of its network: "10.88.0.2/24", "fd00::2/64". An IPv6 address is
    /// usable at once: duplicate address detection, which takes a second, is left out.
    void add_address(const std::string& link, const std::string& address);
    /// Those of a link that do not go away by themselves, in the form that add_address() takes; not
    /// the one of IPv6 that each link makes for itself.
    std::vector<std::string> addresses(const std::string& link);
    /// The link goes over to another network namespace, where it is called `name`, is down, and has
    /// no address.
    void move(const std::string& link, const std::string& name, BorrowedFd network_namespace);
    /// `gateway` must be in a network that is attached already.
    void add_default_route(const std::string& gateway);

    /// Every IPv4 network that this namespace has an address in or a route to, as "10.0.0.0/8".
    std::vector<std::string> networks();

private:
    struct Close {
        void operator()(nl_sock* socket) const noexcept;
    };
    std::unique_ptr<nl_sock, Close> socket_;
};

}  // namespace sys
