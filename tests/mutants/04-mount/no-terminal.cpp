// SPDX-License-Identifier: MIT
// caught by: 04.terminal
// -t is accepted, and the program has the pipes or the terminal of its caller.
#include "reference.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Filesystem careless = filesystem;
    careless.terminal = false;
    return reference::mount(careless);
}

}  // namespace container
