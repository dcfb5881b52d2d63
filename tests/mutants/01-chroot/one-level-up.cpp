// SPDX-License-Identifier: MIT
// caught by: 00.runs
// The parent of ROOTFS becomes the root, as if a trailing slash had been cut off.
#include "reference.hpp"
#include "sys/file.hpp"

namespace container {

Layer layers::root(const Root& root) {
    Layer layer = reference::root(root);
    layer.enter = [](Context& box) {
        sys::chroot(box.rootfs.path().parent_path());
        sys::chdir("/");
    };
    return layer;
}

}  // namespace container
