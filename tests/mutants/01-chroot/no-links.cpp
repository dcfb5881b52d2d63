// SPDX-License-Identifier: MIT
// caught by: 01.linked-rootfs
// O_NOFOLLOW, because symlinks are dangerous: ROOTFS itself is the user's to name.
#include "reference.hpp"
#include "sys/file.hpp"

#include <fcntl.h>

namespace container {

Layer layers::root(const Root& root) {
    Layer layer = reference::root(root);
    layer.enter = [root](Context&) {
        sys::fchdir(sys::open(root.path, O_DIRECTORY | O_NOFOLLOW));
        sys::chroot(".");
        sys::chdir("/");
    };
    return layer;
}

}  // namespace container
