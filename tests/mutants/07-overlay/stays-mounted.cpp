// SPDX-License-Identifier: MIT
// caught by: 07.clean
// Nothing is unmounted: when the process ends, so does its mount, does it not?
#include "reference.hpp"

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& overlay) {
    Layer layer = reference::overlay(overlay);
    layer.cleanup = {};
    return layer;
}

}  // namespace container
