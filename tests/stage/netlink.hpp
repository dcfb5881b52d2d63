// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

/// As much of netlink(7) as it takes to list what a network namespace has.
namespace stage {

/// Asks the kernel for all objects of a kind, and calls `use` with each answer: what follows its
/// nlmsghdr. `header` is the fixed part of the request, such as an rtgenmsg. Nothing is listed, and
/// that is no error, where the kernel does not know the protocol or the kind.
void list(int protocol, std::uint16_t request, std::string_view header,
          const std::function<void(std::string_view)>& use);

/// The value of an attribute of `type` after the first `fixed` bytes of a message; empty if it has
/// none.
std::string_view attribute(std::string_view message, std::size_t fixed, unsigned type);

/// A structure's bytes, for `header`; and bytes as a structure.
template <typename T>
std::string_view bytes_of(const T& value) {
    return {reinterpret_cast<const char*>(&value), sizeof value};
}
template <typename T>
T as(std::string_view bytes) {
    T value{};
    bytes.copy(reinterpret_cast<char*>(&value), sizeof value);
    return value;
}

}  // namespace stage
