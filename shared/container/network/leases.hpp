// SPDX-License-Identifier: MIT
#pragma once

#include "container/network/subnet.hpp"
#include "container/spec.hpp"
#include "sys/fd.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace container::network {

/// One container's place in the network of a bridge.
struct Lease {
    std::string bridge;    ///< "wb0".
    std::string link;      ///< The host's end of the container's cable.
    std::string address;   ///< With the prefix length: "10.88.0.2/24".
    std::string address6;  ///< "fd12:3456:789a::2/64".
    std::string gateway;   ///< The bridge's own address: "10.88.0.1".
    std::string gateway6;
    std::string mac_address;  ///< Of the container's end.
};

/// Who has which address on a bridge: a directory of its name in state_directory(), where each
/// address that is taken is a symbolic link from the host's number to the container's name. While
/// an object of this class exists, no other process has one for the same bridge: flock(2). Runs on
/// the host.
class Leases {
public:
    /// `bridge` is "wb0" or "wb1".
    explicit Leases(std::string bridge);
    /// Forgets the bridge if nobody has an address any more.
    ~Leases();
    Leases(const Leases&) = delete;

    /// An address for a container: the one that `wish` names, or else the next free one. The
    /// first one to ask decides the subnet: `wish.subnet`, or one that overlaps none of `taken`.
    /// Throws if nobody has an address and yet there is a link of the bridge's name: not ours.
    Lease take(const std::string& container, const Network& wish,
               const std::vector<std::string>& taken);
    /// The one that the container has.
    std::optional<Lease> find(const std::string& container) const;
    void give_back(const std::string& container);
    /// So many containers have an address.
    std::size_t size() const { return hosts().size(); }

    /// What else must be known until the bridge goes: forwarding.hpp.
    const Path& directory() const noexcept { return directory_; }

private:
    struct Host {
        std::uint32_t number;
        std::string container;
    };
    std::vector<Host> hosts() const;
    void choose_subnet(const std::string& wish, const std::vector<std::string>& taken) const;
    std::uint32_t choose_host(const Subnet& subnet, const std::string& wish) const;
    std::uint32_t latest() const;
    Lease lease(std::uint32_t host) const;

    std::string bridge_;
    Path directory_;
    sys::Fd lock_;
};

}  // namespace container::network
