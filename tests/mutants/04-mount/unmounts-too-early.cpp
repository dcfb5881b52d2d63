// SPDX-License-Identifier: MIT
// caught by: 04.host-mounts
// What the container does not need is unmounted while the tree is still shared: the host loses it.
#include "reference.hpp"
#include "sys/mount.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    const auto build = layer.build;
    layer.build = [build](Context& box) {
        sys::umount2("/run", MNT_DETACH);
        build(box);
    };
    return layer;
}

}  // namespace container
