// SPDX-License-Identifier: MIT
// Nothing is done: "/" stays the host's.
#include "container/layers.hpp"

namespace container::layers {

Layer root(const Root& /*root*/) {
    return Layer{"root", 0};
}

}  // namespace container::layers
