// SPDX-License-Identifier: MIT
#include "container/layers.hpp"
#include "sys/file.hpp"

namespace container::layers {

Layer root(const Root& root) {
    Layer layer{"root"};

    layer.prepare = [root](Context& box) { box.rootfs = Rootfs{root.path}; };

    layer.enter = [](Context& box) {
        sys::chroot(box.rootfs.path());
        sys::chdir("/");  // chroot moves the root, not the working directory
    };

    return layer;
}

}  // namespace container::layers
