// SPDX-License-Identifier: MIT
// caught by: 07.on-overlay
// EINVAL is handed on: "Invalid argument", and what was invalid is in the kernel's log.
#include "reference.hpp"
#include "sys/error.hpp"

#include <stdexcept>

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& overlay) {
    Layer layer = reference::overlay(overlay);
    layer.prepare = [prepare = layer.prepare](Context& box) {
        try {
            prepare(box);
        } catch (const std::runtime_error& e) {
            if (std::string{e.what()}.find("--root") == std::string::npos) throw;
            throw sys::SysError{EINVAL, "mount overlay"};
        }
    };
    return layer;
}

}  // namespace container
