// SPDX-License-Identifier: MIT
// caught by: 04.old-root
// umount(2) of the old root without MNT_DETACH is EBUSY, which is not looked at.
#include "reference.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    layer.enter = [](Context& box) {
        sys::pivot_root(box.rootfs.path(), box.rootfs.path() / "mnt");
        sys::chdir("/");
        ::umount("/mnt");
    };
    return layer;
}

}  // namespace container
