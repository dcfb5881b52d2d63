// SPDX-License-Identifier: MIT
// caught by: 01.cwd
// chdir("/") before chroot(2) goes to the host's root directory, and stays there.
#include "reference.hpp"
#include "sys/file.hpp"

namespace container {

Layer layers::root(const Root& root) {
    Layer layer = reference::root(root);
    layer.enter = [](Context& box) {
        sys::chdir("/");
        sys::chroot(box.rootfs.path());
    };
    return layer;
}

}  // namespace container
