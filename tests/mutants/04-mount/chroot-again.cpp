// SPDX-License-Identifier: MIT
// caught by: 04.breakout
// chroot(2) still does it: above the new root is the old one, and a way up.
#include "reference.hpp"
#include "sys/file.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    layer.enter = [](Context& box) {
        sys::chroot(box.rootfs.path());
        sys::chdir("/");
    };
    return layer;
}

}  // namespace container
