// SPDX-License-Identifier: MIT
// caught by: 04.old-root
// pivot_root(2) puts the old root on /mnt, where nobody unmounts it.
#include "reference.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    layer.enter = [](Context& box) {
        sys::pivot_root(box.rootfs.path(), box.rootfs.path() / "mnt");
        sys::chdir("/");
    };
    return layer;
}

}  // namespace container
