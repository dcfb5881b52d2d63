// SPDX-License-Identifier: MIT
// caught by: 02.proc-symlink
// ROOTFS/proc is looked up on the host, where a symlink of the rootfs leads anywhere.
#include "reference.hpp"
#include "sys/mount.hpp"

#include <filesystem>

namespace container {

namespace fs = std::filesystem;

Layer layers::pid(const Pid& pid) {
    Layer layer = reference::pid(pid);
    layer.prepare = [](Context& box) { fs::create_directory(box.rootfs.path() / "proc"); };
    layer.build = [](Context& box) {
        sys::mount("proc", box.rootfs.path() / "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC);
    };
    layer.inside = {};
    layer.cleanup = [](Context& box) { sys::umount2(box.rootfs.path() / "proc", MNT_DETACH); };
    return layer;
}

}  // namespace container
