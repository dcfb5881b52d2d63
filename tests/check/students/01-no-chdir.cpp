// SPDX-License-Identifier: MIT
// chroot(2) without chdir(2): the working directory stays on the host.
#include "container/layers.hpp"
#include "sys/file.hpp"

namespace container::layers {

Layer root(const Root& root) {
    Layer layer{"root", 0};
    layer.enter = [root](Context&) { sys::chroot(root.path); };
    return layer;
}

}  // namespace container::layers
