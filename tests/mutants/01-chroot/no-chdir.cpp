// SPDX-License-Identifier: MIT
// caught by: 01.cwd
// chroot(2) without chdir(2): the working directory stays on the host.
#include "reference.hpp"
#include "sys/file.hpp"

namespace container {

Layer layers::root(const Root& root) {
    Layer layer = reference::root(root);
    layer.enter = [](Context& box) { sys::chroot(box.rootfs.path()); };
    return layer;
}

}  // namespace container
