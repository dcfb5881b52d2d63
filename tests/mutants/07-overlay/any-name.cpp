// SPDX-License-Identifier: MIT
// caught by: 07.bad-whiteout
// ".wh.", ".wh.." and ".wh..." are passed over, since there is no such file.
#include "reference.hpp"

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    if (name == ".wh." || name == ".wh.." || name == ".wh...") return true;
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& overlay) {
    return reference::overlay(overlay);
}

}  // namespace container
