// SPDX-License-Identifier: MIT
// caught by: 03.ipc-host
// --ipc host is accepted, and does nothing.
#include "reference.hpp"

namespace container {

Layer layers::uts(const Uts& uts) {
    Uts own = uts;
    own.host_ipc = false;
    return reference::uts(own);
}

}  // namespace container
