// SPDX-License-Identifier: MIT
// A function of another name than the one that is declared.
#include "container/layers.hpp"

namespace container::layers {

Layer change_root(const Root& /*root*/) {
    return Layer{"root", 0};
}

}  // namespace container::layers
