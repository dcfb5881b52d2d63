// SPDX-License-Identifier: MIT
// caught by: 04.mount-points-shared
// A mount point that it made is removed when it ends, also if another container still uses it.
#include "reference.hpp"

#include <unistd.h>

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    layer.cleanup = [](Context& box) { ::rmdir((box.rootfs.path() / "dev").c_str()); };
    return layer;
}

}  // namespace container
