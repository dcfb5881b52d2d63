// SPDX-License-Identifier: MIT
// caught by: 04.read-only
// --read-only is accepted, and does nothing.
#include "reference.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Filesystem careless = filesystem;
    careless.readonly_root = false;
    return reference::mount(careless);
}

}  // namespace container
