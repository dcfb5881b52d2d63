// SPDX-License-Identifier: MIT
// The means of chapter 04 already: in a mount namespace of its own, the rootfs takes the place of
// the old root, which is gone.
#include "container/layers.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <sched.h>

namespace container {

Layer layers::root(const Root& root) {
    Layer layer{"root"};
    layer.prepare = [root](Context& box) { box.rootfs = Rootfs{root.path}; };
    layer.enter = [](Context& box) {
        const auto& rootfs = box.rootfs.path();
        sys::check(::unshare(CLONE_NEWNS), "unshare CLONE_NEWNS");
        sys::mount("none", "/", nullptr, MS_REC | MS_PRIVATE);
        sys::mount(rootfs, rootfs, nullptr, MS_REC | MS_BIND);
        sys::chdir(rootfs);
        sys::pivot_root(".", ".");
        sys::umount2(".", MNT_DETACH);
        sys::chdir("/");
    };
    return layer;
}

}  // namespace container
