// SPDX-License-Identifier: MIT
// caught by: 07.own-directory
// A directory of the layer's own needs no whiteout, since it is in the way: but directories are
// merged.
#include "reference.hpp"
#include "sys/attributes.hpp"

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    const auto hidden = name.starts_with(".wh.") ? name.substr(4) : "";
    if (!hidden.empty() && hidden[0] != '.' && sys::fstatat(directory, hidden)) return true;
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& overlay) {
    return reference::overlay(overlay);
}

}  // namespace container
