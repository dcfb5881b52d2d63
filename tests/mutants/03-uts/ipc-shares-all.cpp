// SPDX-License-Identifier: MIT
// caught by: 03.ipc-host
// --ipc host drops both namespaces, and with the host's objects its name is shared.
#include "reference.hpp"

namespace container {

Layer layers::uts(const Uts& uts) {
    Layer layer = reference::uts(uts);
    if (uts.host_ipc) layer.namespaces = 0;
    return layer;
}

}  // namespace container
