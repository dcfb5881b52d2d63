// SPDX-License-Identifier: MIT
// caught by: 07.whiteout
// The name is removed, as if all layers were unpacked into one directory.
#include "reference.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    if (!name.starts_with(".wh.") || name == ".wh..wh..opq")
        return reference::whiteout(directory, name);
    try {
        sys::unlinkat(directory, name.substr(4));
    } catch (const sys::SysError&) {  // the layer does not have it
    }
    return true;
}

Layer layers::overlay(const Overlay& overlay) {
    return reference::overlay(overlay);
}

}  // namespace container
