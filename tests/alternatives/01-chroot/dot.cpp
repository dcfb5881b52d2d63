// SPDX-License-Identifier: MIT
// It goes into the directory first: then the root is ".", and the working directory is right
// already.
#include "container/layers.hpp"
#include "sys/file.hpp"

namespace container {

Layer layers::root(const Root& root) {
    Layer layer{"root"};
    layer.prepare = [root](Context& box) { box.rootfs = Rootfs{root.path}; };
    layer.enter = [](Context& box) {
        sys::chdir(box.rootfs.path());
        sys::chroot(".");
    };
    return layer;
}

}  // namespace container
