// SPDX-License-Identifier: MIT
// caught by: 02.forks
// Once more unshare(CLONE_NEWPID), to be sure: the program's first child is an init, and its last.
#include "reference.hpp"
#include "sys/error.hpp"

#include <sched.h>

namespace container {

Layer layers::pid(const Pid& pid) {
    Layer layer = reference::pid(pid);
    layer.build = [](Context&) { sys::check(::unshare(CLONE_NEWPID), "unshare CLONE_NEWPID"); };
    return layer;
}

}  // namespace container
