// SPDX-License-Identifier: MIT
// caught by: 04.tmpfs
// --tmpfs takes no options: any size, any mode.
#include "reference.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Filesystem careless = filesystem;
    for (auto& one : careless.mounts)
        if (one.type == "tmpfs" && !one.destination.starts_with("/dev")) one.data.clear();
    return reference::mount(careless);
}

}  // namespace container
