// SPDX-License-Identifier: MIT
// caught by: 04.dev-works
// /dev is nodev like the others: its devices are there, and cannot be opened.
#include "reference.hpp"

#include <sys/mount.h>

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Filesystem careless = filesystem;
    for (auto& one : careless.mounts)
        if (one.destination == "/dev") one.attributes |= MOUNT_ATTR_NODEV;
    return reference::mount(careless);
}

}  // namespace container
