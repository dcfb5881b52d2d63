// SPDX-License-Identifier: MIT
// caught by: 04.read-only
// --read-only is recursive: /dev/shm and --tmpfs cannot be written to either.
#include "reference.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    if (filesystem.readonly_root)
        layer.seal = [](Context&) {
            sys::mount_setattr(sys::open("/", O_PATH), AT_RECURSIVE, MOUNT_ATTR_RDONLY);
        };
    return layer;
}

}  // namespace container
