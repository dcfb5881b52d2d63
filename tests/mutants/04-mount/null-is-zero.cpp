// SPDX-License-Identifier: MIT
// caught by: 04.dev
// /dev/null has the numbers of /dev/zero.
#include "reference.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Filesystem careless = filesystem;
    for (auto& device : careless.devices)
        if (device.name == "null") device.minor = 5;
    return reference::mount(careless);
}

}  // namespace container
