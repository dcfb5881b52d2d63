// SPDX-License-Identifier: MIT
// caught by: 04.flags
// The host's /dev is bound into the container, with its disks.
#include "reference.hpp"
#include "sys/mount.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    const auto build = layer.build;
    layer.build = [build](Context& box) {
        build(box);
        sys::mount("/dev", box.rootfs.path() / "dev", nullptr, MS_BIND | MS_REC);
    };
    return layer;
}

}  // namespace container
