// SPDX-License-Identifier: MIT
// caught by: 03.host-name
// Without CLONE_NEWUTS, the host is renamed.
#include "reference.hpp"

#include <sched.h>

namespace container {

Layer layers::uts(const Uts& uts) {
    Layer layer = reference::uts(uts);
    layer.namespaces &= ~std::uint64_t{CLONE_NEWUTS};
    return layer;
}

}  // namespace container
