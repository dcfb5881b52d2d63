// SPDX-License-Identifier: MIT
// caught by: 04.volume-ro
// MS_RDONLY at the first mount(2) of a bind, where the kernel ignores it.
#include "reference.hpp"

#include <sys/mount.h>

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Filesystem careless = filesystem;
    for (auto& one : careless.mounts)
        if (one.type == "bind") one.attributes &= ~std::uint64_t{MOUNT_ATTR_RDONLY};
    return reference::mount(careless);
}

}  // namespace container
