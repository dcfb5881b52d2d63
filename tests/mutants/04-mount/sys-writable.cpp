// SPDX-License-Identifier: MIT
// caught by: 04.flags
// /sys is mounted for writing.
#include "reference.hpp"

#include <sys/mount.h>

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Filesystem careless = filesystem;
    for (auto& one : careless.mounts)
        if (one.destination == "/sys") one.attributes &= ~std::uint64_t{MOUNT_ATTR_RDONLY};
    return reference::mount(careless);
}

}  // namespace container
