// SPDX-License-Identifier: MIT
// caught by: 07.user-rootfs
// A normal user gets his rootfs as it is: he may change it anyway.
#include "container/rootless.hpp"
#include "reference.hpp"

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& overlay) {
    const bool is_root = outer_user() == 0;
    return is_root || overlay.lower.size() > 1 ? reference::overlay(overlay) : Layer{"overlay"};
}

}  // namespace container
