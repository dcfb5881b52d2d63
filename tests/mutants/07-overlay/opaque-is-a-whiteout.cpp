// SPDX-License-Identifier: MIT
// caught by: 07.opaque
// The marker of an opaque directory is taken for the whiteout of a file called ".wh..opq".
#include "reference.hpp"
#include "sys/file.hpp"

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    if (name != ".wh..wh..opq") return reference::whiteout(directory, name);
    sys::mknodat(directory, name.substr(4), S_IFCHR, 0);
    return true;
}

Layer layers::overlay(const Overlay& overlay) {
    return reference::overlay(overlay);
}

}  // namespace container
