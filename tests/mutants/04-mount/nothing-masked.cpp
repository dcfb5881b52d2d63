// SPDX-License-Identifier: MIT
// caught by: 04.masked
// No path is masked: /proc/kcore is there to be read.
#include "reference.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Filesystem careless = filesystem;
    careless.masked_paths.clear();
    return reference::mount(careless);
}

}  // namespace container
