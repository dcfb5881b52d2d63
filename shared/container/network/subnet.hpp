// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace container::network {

/// A range of IPv4 addresses, "10.88.0.0/24". Hosts in it are numbered from 1.
class Subnet {
public:
    /// Throws, saying what was expected, if `text` is no such range.
    static Subnet parse(const std::string& text);

    std::string text() const;
    int prefix_length() const noexcept { return prefix_length_; }
    /// The last host's number: in a /24, 254.
    std::uint32_t last() const noexcept { return ~mask() - 1; }
    /// The address of a host, "10.88.0.2".
    std::string address(std::uint32_t host) const;
    /// The number of the host with that address; 0 if it is none of this subnet's.
    std::uint32_t host(const std::string& address) const;
    bool overlaps(const Subnet& other) const noexcept;

private:
    Subnet(std::uint32_t base, int prefix_length) : base_{base}, prefix_length_{prefix_length} {}
    std::uint32_t mask() const noexcept;

    std::uint32_t base_;
    int prefix_length_;
};

}  // namespace container::network
