// SPDX-License-Identifier: MIT
// caught by: 04.dev
// /dev/urandom is not among the devices.
#include "reference.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Filesystem careless = filesystem;
    std::erase_if(careless.devices, [](const Device& one) { return one.name == "urandom"; });
    return reference::mount(careless);
}

}  // namespace container
