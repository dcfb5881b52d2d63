// SPDX-License-Identifier: MIT
// caught by: 04.flags
// The host's /dev is bound into the container, with its disks.
#include "reference.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Filesystem careless = filesystem;
    careless.devices.clear();
    std::erase_if(careless.mounts,
                  [](const Mount& one) { return one.destination.starts_with("/dev"); });
    careless.mounts.push_back({"/dev", "bind", "/dev"});
    return reference::mount(careless);
}

}  // namespace container
