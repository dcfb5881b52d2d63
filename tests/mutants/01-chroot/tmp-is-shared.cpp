// SPDX-License-Identifier: MIT
// caught by: 01.host-files
// The host's /tmp is bound on the container's, so that files can be passed: all of them can.
#include "reference.hpp"
#include "sys/mount.hpp"

namespace container {

Layer layers::root(const Root& root) {
    Layer layer = reference::root(root);
    layer.attach = [](Context& box, pid_t) {
        sys::mount("/tmp", box.rootfs.path() / "tmp", nullptr, MS_BIND);
    };
    layer.cleanup = [](Context& box) { sys::umount2(box.rootfs.path() / "tmp", MNT_DETACH); };
    return layer;
}

}  // namespace container
