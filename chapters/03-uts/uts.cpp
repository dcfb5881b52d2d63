// SPDX-License-Identifier: MIT
#include "container/layers.hpp"
#include "container/todo.hpp"

namespace container::layers {

// The container has the names uts.hostname and uts.domainname, and IPC objects of its own unless
// uts.host_ipc; the host keeps its name and its objects.
Layer uts(const Uts& /*uts*/) {
    todo();
}

}  // namespace container::layers
