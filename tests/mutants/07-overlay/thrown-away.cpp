// SPDX-License-Identifier: MIT
// caught by: 07.keep
// What was changed is thrown away, though it was to be kept.
#include "reference.hpp"

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& overlay) {
    Overlay forgetful = overlay;
    forgetful.keep = false;
    return reference::overlay(forgetful);
}

}  // namespace container
