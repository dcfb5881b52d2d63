// SPDX-License-Identifier: MIT
// caught by: 02.alone
// Two containers may have one rootfs, and the first one sees the /proc of the second.
#include "reference.hpp"

namespace container {

Layer layers::pid(const Pid& pid) {
    Layer layer = reference::pid(pid);
    layer.prepare = [](Context& box) { box.rootfs.mountpoint("/proc"); };
    return layer;
}

}  // namespace container
