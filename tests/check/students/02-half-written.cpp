// SPDX-License-Identifier: MIT
// --init is still to be done.
#include "container/layers.hpp"
#include "container/todo.hpp"
#include "sys/mount.hpp"

#include <sched.h>

namespace container::layers {

Layer pid(const Pid& pid) {
    Layer layer{"pid", CLONE_NEWPID};
    layer.prepare = [](Context& box) {
        box.rootfs.use_alone();
        box.rootfs.mountpoint("/proc");
    };
    layer.inside = [](Context&) {
        sys::mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC);
    };
    if (pid.init) todo();
    layer.cleanup = [](Context& box) { box.rootfs.unmount("/proc"); };
    return layer;
}

}  // namespace container::layers
