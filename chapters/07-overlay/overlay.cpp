// SPDX-License-Identifier: MIT
#include "container/layers.hpp"
#include "container/todo.hpp"

namespace container::layers {

// An image layer says what it removes from those below with names of its own. In the directory it
// is unpacked into, those names become what overlay understands, wherever among the layer's other
// names they come. Names that can mean nothing are refused.
bool whiteout(sys::BorrowedFd /*directory*/, const std::string& /*name*/) {
    todo();
}

// The container's "/" shows all layers as one. What it changes is in a directory of its own, as
// overlay/directories.hpp names it, and no layer is ever written to, whatever their number and
// their names. When the container is gone, so is the mount, and so is what it changed unless that
// is to be kept.
Layer overlay(const Overlay& /*overlay*/) {
    todo();
}

}  // namespace container::layers
