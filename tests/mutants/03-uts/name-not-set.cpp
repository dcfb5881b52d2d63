// SPDX-License-Identifier: MIT
// caught by: 03.hostname
// The namespace is new, and its name is still the host's.
#include "reference.hpp"

namespace container {

Layer layers::uts(const Uts& uts) {
    Layer layer = reference::uts(uts);
    layer.inside = {};
    return layer;
}

}  // namespace container
