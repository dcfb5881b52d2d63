// SPDX-License-Identifier: MIT
// caught by: 02.proc
// /proc is mounted by the host: it shows the namespace of who mounted it.
#include "reference.hpp"
#include "sys/mount.hpp"

namespace container {

Layer layers::pid(const Pid& pid) {
    Layer layer = reference::pid(pid);
    layer.attach = [](Context& box, pid_t) {
        sys::mount("proc", box.rootfs.path() / "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC);
    };
    layer.inside = {};
    return layer;
}

}  // namespace container
