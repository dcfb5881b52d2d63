// SPDX-License-Identifier: MIT
#include "container/layers.hpp"
#include "container/todo.hpp"

namespace container::layers {

// No mount made inside is seen outside, and none of the host is left inside: the container has its
// rootfs, filesystem.mounts and filesystem.devices, without filesystem.masked_paths, and cannot
// write to filesystem.readonly_paths. With filesystem.terminal, the program has a terminal of its
// own.
Layer mount(const Filesystem& /*filesystem*/) {
    todo();
}

}  // namespace container::layers
