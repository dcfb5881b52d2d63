// SPDX-License-Identifier: MIT
// caught by: 02.proc
// Nothing is mounted on /proc.
#include "reference.hpp"

namespace container {

Layer layers::pid(const Pid& pid) {
    Layer layer = reference::pid(pid);
    layer.inside = {};
    return layer;
}

}  // namespace container
