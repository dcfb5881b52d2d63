// SPDX-License-Identifier: MIT
// caught by: 02.pid-1
// unshare(CLONE_NEWPID) moves no process: only the caller's next child will be in the namespace.
#include "reference.hpp"
#include "sys/error.hpp"

#include <sched.h>

namespace container {

Layer layers::pid(const Pid& pid) {
    Layer layer = reference::pid(pid);
    layer.namespaces = 0;
    layer.build = [](Context&) { sys::check(::unshare(CLONE_NEWPID), "unshare CLONE_NEWPID"); };
    return layer;
}

}  // namespace container
