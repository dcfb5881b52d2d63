// SPDX-License-Identifier: MIT
#include "sys/mount.hpp"
#include "container/layers.hpp"
#include "container/terminal.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/sysmacros.h>

#include <memory>

namespace container::layers {
namespace {

using sys::Fd;

/// A copy of what `mount` binds, hanging nowhere yet.
Fd open_bind(const Mount& mount) {
    const unsigned recursive = mount.recursive ? AT_RECURSIVE : 0;
    Fd tree = sys::open_tree(mount.source, recursive);
    sys::mount_setattr(tree, recursive, mount.attributes, mount.propagation);
    return tree;
}

/// A copy of the host's node, for want of a right to make one: in a user namespace mknod is EPERM.
void bind_device(const Rootfs& rootfs, const Device& device) {
    const std::string path = "/dev/" + device.name;
    const Fd node = sys::open_tree(device.host.empty() ? path : device.host, 0);
    sys::move_mount(node, rootfs.mountpoint(path, false));
}

void make_devices(const Rootfs& rootfs, const Filesystem& filesystem) {
    const Fd dev = rootfs.mountpoint("/dev");
    for (const auto& device : filesystem.devices) try {
            const Path path = "/dev/" + device.name;
            const Fd directory = rootfs.mountpoint(path.parent_path());  // /dev/net, for net/tun
            sys::mknodat(directory, path.filename(), device.mode,
                         makedev(device.major, device.minor));
        } catch (const sys::SysError& e) {
            if (e.error() != EPERM) throw;
            bind_device(rootfs, device);
        }
    sys::symlinkat("pts/ptmx", dev, "ptmx");
    sys::symlinkat("/proc/self/fd", dev, "fd");
    sys::symlinkat("/proc/self/fd/0", dev, "stdin");
    sys::symlinkat("/proc/self/fd/1", dev, "stdout");
    sys::symlinkat("/proc/self/fd/2", dev, "stderr");
    if (filesystem.terminal)
        sys::openat(dev, "console", O_CREAT | O_WRONLY, 0600);  // open_terminal() binds on it
    else
        sys::symlinkat("null", dev, "console");
}

/// Makes `rootfs` the root and drops the old one, so that nothing is left to climb back to.
void pivot_to(const Path& rootfs) {
    const Fd old_root = sys::open("/", O_DIRECTORY | O_PATH);
    sys::chdir(rootfs);
    sys::pivot_root(".", ".");  // stacks the old root on top of the new one...
    sys::fchdir(old_root);
    sys::umount2(".", MNT_DETACH);  // ...and this peels it off
    sys::chdir("/");
}

/// Covers what must not be seen. A kernel may lack some of the paths.
void mask(const Path& path) {
    const auto status = std::filesystem::status(path);
    if (std::filesystem::is_directory(status))
        sys::mount("tmpfs", path, "tmpfs", MS_RDONLY | MS_NOSUID | MS_NODEV);
    else if (std::filesystem::exists(status))
        sys::mount("/dev/null", path, nullptr, MS_BIND);
}

void make_readonly(const Path& path) {
    if (!std::filesystem::exists(path)) return;
    sys::mount(path, path, nullptr, MS_BIND | MS_REC);  // only a mount can be read-only
    sys::mount_setattr(sys::open(path, O_PATH), AT_RECURSIVE, MOUNT_ATTR_RDONLY);
}

}  // namespace

Layer mount(const Filesystem& filesystem) {
    Layer layer{"mount", CLONE_NEWNS};
    const auto binds = std::make_shared<std::vector<Fd>>();

    // On the host: from chapter 08 on, the container's root may not go where the host's may. And
    // while the tree is still shared with the host's: a volume may ask to stay so.
    layer.prepare = [=](Context&) {
        for (const auto& mount : filesystem.mounts)
            if (mount.type == "bind") binds->push_back(open_bind(mount));
    };

    layer.attach = [binds](Context&, pid_t) { binds->clear(); };  // the child has its own

    layer.build = [=](Context& box) {
        sys::mount("none", "/", nullptr, MS_REC | MS_PRIVATE);
        const auto& rootfs = box.rootfs.path();
        sys::mount(rootfs, rootfs, nullptr, MS_REC | MS_BIND);  // pivot_root wants a mount

        auto bind = binds->begin();
        for (const auto& mount : filesystem.mounts) {
            const Fd opened = mount.type == "bind"
                                  ? std::move(*bind++)
                                  : sys::fsmount(mount.type, mount.data, mount.attributes);
            const bool directory = S_ISDIR(sys::fstat(opened).st_mode);
            sys::move_mount(opened, box.rootfs.mountpoint(mount.destination, directory));
            if (mount.destination == "/dev" && mount.type != "bind")
                make_devices(box.rootfs, filesystem);
        }
    };

    layer.enter = [](Context& box) { pivot_to(box.rootfs.path()); };

    layer.inside = [filesystem](Context& box) {
        if (filesystem.terminal) box.terminal = open_terminal();
        for (const auto& path : filesystem.masked_paths) mask(path);
        for (const auto& path : filesystem.readonly_paths) make_readonly(path);
        if (filesystem.readonly_root)
            sys::mount_setattr(sys::open("/", O_PATH), 0, MOUNT_ATTR_RDONLY);
    };

    if (filesystem.terminal) layer.seal = [](Context&) { take_terminal(); };

    return layer;
}

}  // namespace container::layers
