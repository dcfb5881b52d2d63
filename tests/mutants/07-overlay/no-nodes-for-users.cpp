// SPDX-License-Identifier: MIT
// caught by: 07.user
// Device nodes are for root, so a normal user gets no whiteouts.
#include "reference.hpp"
#include "sys/file.hpp"

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    if (sys::read_file("/proc/self/uid_map").find("4294967295") == std::string::npos &&
        name.starts_with(".wh.") && name != ".wh..wh..opq")
        return true;
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& overlay) {
    return reference::overlay(overlay);
}

}  // namespace container
