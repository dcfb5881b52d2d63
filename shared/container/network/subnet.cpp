// SPDX-License-Identifier: MIT
#include "container/network/subnet.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>

namespace container::network {
namespace {

std::optional<std::uint32_t> number(const std::string& address) {
    in_addr binary{};
    if (::inet_pton(AF_INET, address.c_str(), &binary) != 1) return std::nullopt;
    return ntohl(binary.s_addr);
}

}  // namespace

Subnet Subnet::parse(const std::string& text) {
    const auto slash = text.find('/');
    const auto base = number(text.substr(0, slash));
    int length = slash == std::string::npos ? 32 : -1;
    if (slash != std::string::npos)
        std::from_chars(text.data() + slash + 1, text.data() + text.size(), length);
    if (!base || length < 1 || length > 32 || text != Subnet{*base, length}.text())
        throw std::runtime_error{
            fmt::format("{}: is not a subnet; write one as 10.88.0.0/24", text)};
    const Subnet subnet{*base, length};
    if ((*base & ~subnet.mask()) != 0)
        throw std::runtime_error{fmt::format("{}: the subnet that has this address is {}", text,
                                             Subnet{*base & subnet.mask(), length}.text())};
    return subnet;
}

std::uint32_t Subnet::mask() const noexcept {
    return ~std::uint32_t{0} << (32 - prefix_length_);
}

std::string Subnet::text() const {
    return fmt::format("{}/{}", address(0), prefix_length_);
}

std::string Subnet::address(std::uint32_t host) const {
    const auto all = base_ + host;
    return fmt::format("{}.{}.{}.{}", all >> 24, all >> 16 & 255, all >> 8 & 255, all & 255);
}

std::uint32_t Subnet::host(const std::string& address) const {
    const auto all = number(address);
    if (!all || (*all & mask()) != base_) return 0;
    const auto host = *all - base_;
    return host <= last() ? host : 0;
}

bool Subnet::overlaps(const Subnet& other) const noexcept {
    const auto shared = std::min(prefix_length_, other.prefix_length_);
    return shared == 0 || (base_ ^ other.base_) >> (32 - shared) == 0;
}

}  // namespace container::network
