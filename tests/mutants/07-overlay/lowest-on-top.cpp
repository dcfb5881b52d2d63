// SPDX-License-Identifier: MIT
// caught by: 07.order
// The layers in the order in which the image names them.
#include "reference.hpp"

#include <algorithm>

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& overlay) {
    Overlay reversed = overlay;
    std::reverse(reversed.lower.begin(), reversed.lower.end());
    return reference::overlay(reversed);
}

}  // namespace container
