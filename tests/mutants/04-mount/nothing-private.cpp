// SPDX-License-Identifier: MIT
// caught by: 00.runs
// MS_PRIVATE is forgotten: pivot_root(2) refuses a root that is shared with the host.
#include "reference.hpp"
#include "sys/mount.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    layer.build = [](Context& box) {
        const auto& rootfs = box.rootfs.path();
        sys::mount(rootfs, rootfs, nullptr, MS_REC | MS_BIND);
    };
    return layer;
}

}  // namespace container
