// SPDX-License-Identifier: MIT
// caught by: 04.volume
// -v is accepted, and does nothing.
#include "reference.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Filesystem careless = filesystem;
    std::erase_if(careless.mounts, [](const Mount& one) { return one.type == "bind"; });
    return reference::mount(careless);
}

}  // namespace container
