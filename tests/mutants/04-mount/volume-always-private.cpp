// SPDX-License-Identifier: MIT
// caught by: 04.volume-propagation
// rshared is accepted, and the volume is private.
#include "reference.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Filesystem careless = filesystem;
    for (auto& one : careless.mounts) one.propagation = MS_PRIVATE;
    return reference::mount(careless);
}

}  // namespace container
