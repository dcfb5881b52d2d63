// SPDX-License-Identifier: MIT
// caught by: 02.pid-1
// Without CLONE_NEWPID the program is one of the host's processes.
#include "reference.hpp"

namespace container {

Layer layers::pid(const Pid& pid) {
    Layer layer = reference::pid(pid);
    layer.namespaces = 0;
    return layer;
}

}  // namespace container
