// SPDX-License-Identifier: MIT
// caught by: 04.propagation
// The rootfs is bound on itself while the mounts are still shared, and the host gets that mount,
// too.
#include "reference.hpp"
#include "sys/mount.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    const auto build = layer.build;
    layer.build = [build](Context& box) {
        sys::mount(box.rootfs.path(), box.rootfs.path(), nullptr, MS_REC | MS_BIND);
        build(box);
    };
    return layer;
}

}  // namespace container
