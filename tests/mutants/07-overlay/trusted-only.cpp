// SPDX-License-Identifier: MIT
// caught by: 07.user
// The mark of an opaque directory is always the trusted one: a normal user may not set it.
#include "reference.hpp"
#include "sys/attributes.hpp"
#include "sys/error.hpp"

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    if (name != ".wh..wh..opq") return reference::whiteout(directory, name);
    try {
        sys::setxattr(directory, ".", "trusted.overlay.opaque", "y");
    } catch (const sys::SysError& e) {
        if (e.error() != EPERM) throw;  // else without
    }
    return true;
}

Layer layers::overlay(const Overlay& overlay) {
    return reference::overlay(overlay);
}

}  // namespace container
