// SPDX-License-Identifier: MIT
// caught by: 02.proc-flags
// /proc is mounted with no flags: nosuid, nodev and noexec are missing.
#include "reference.hpp"
#include "sys/mount.hpp"

namespace container {

Layer layers::pid(const Pid& pid) {
    Layer layer = reference::pid(pid);
    layer.inside = [](Context&) { sys::mount("proc", "/proc", "proc", 0); };
    return layer;
}

}  // namespace container
