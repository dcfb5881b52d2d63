// SPDX-License-Identifier: MIT
// caught by: 04.readonly
// /proc/sys and the like can be written to.
#include "reference.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Filesystem careless = filesystem;
    careless.readonly_paths.clear();
    return reference::mount(careless);
}

}  // namespace container
