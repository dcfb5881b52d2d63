// SPDX-License-Identifier: MIT
// caught by: 07.sweep
// Where the changes are, only the process knows that made them.
#include "reference.hpp"

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& overlay) {
    Layer layer = reference::overlay(overlay);
    layer.prepare = [prepare = layer.prepare](Context& box) {
        prepare(box);
        box.state.write("changes", "");
    };
    layer.cleanup = [overlay, cleanup = layer.cleanup](Context& box) {
        if (!overlay.changes.empty()) box.state.write("changes", overlay.changes);
        cleanup(box);
    };
    return layer;
}

}  // namespace container
