// SPDX-License-Identifier: MIT
// caught by: 07.own-file
// The whiteout takes the place of a file that the layer itself brings.
#include "reference.hpp"
#include "sys/attributes.hpp"
#include "sys/file.hpp"

#include <optional>

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    const auto hidden = name.starts_with(".wh.") ? name.substr(4) : "";
    const auto own =
        hidden.empty() || hidden == "." ? std::nullopt : sys::fstatat(directory, hidden);
    if (own && S_ISREG(own->st_mode)) sys::unlinkat(directory, hidden);
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& overlay) {
    return reference::overlay(overlay);
}

}  // namespace container
