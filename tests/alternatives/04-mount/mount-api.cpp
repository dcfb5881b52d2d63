// SPDX-License-Identifier: MIT
// The mount API everywhere, and not one path looked up twice: each mount is opened, given its
// attributes, and moved to where it belongs. Devices are copies of the host's.
#include "container/layers.hpp"
#include "container/terminal.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <sched.h>

#include <filesystem>

namespace container {
namespace {

using sys::Fd;
namespace fs = std::filesystem;

struct Opened {
    Fd mount;
    std::string destination;
    bool directory = true;
};

std::vector<Opened> open_all(const Filesystem& filesystem) {
    std::vector<Opened> all;
    for (const auto& mount : filesystem.mounts) {
        if (mount.type == "bind") {
            const unsigned recursive = mount.recursive ? AT_RECURSIVE : 0;
            Fd tree = sys::open_tree(mount.source, recursive);
            sys::mount_setattr(tree, recursive, mount.attributes, mount.propagation);
            all.push_back({std::move(tree), mount.destination, fs::is_directory(mount.source)});
        } else {
            all.push_back(
                {sys::fsmount(mount.type, mount.data, mount.attributes), mount.destination});
        }
        if (mount.destination != "/dev") continue;
        for (const auto& device : filesystem.devices) {
            const auto node = "/dev/" + device.name;
            all.push_back({sys::open_tree(node, 0), node, false});
        }
    }
    return all;
}

void link_devices(const Fd& dev, bool terminal) {
    sys::symlinkat("pts/ptmx", dev, "ptmx");
    sys::symlinkat("/proc/self/fd", dev, "fd");
    sys::symlinkat("/proc/self/fd/0", dev, "stdin");
    sys::symlinkat("/proc/self/fd/1", dev, "stdout");
    sys::symlinkat("/proc/self/fd/2", dev, "stderr");
    if (terminal)
        sys::openat(dev, "console", O_CREAT | O_WRONLY, 0600);
    else
        sys::symlinkat("null", dev, "console");
}

void build(Context& box, const Filesystem& filesystem) {
    const auto all = open_all(filesystem);
    const Path& rootfs = box.rootfs.path();
    sys::mount_setattr(sys::open("/", O_PATH), AT_RECURSIVE, 0, MS_PRIVATE);
    sys::move_mount(sys::open_tree(rootfs, AT_RECURSIVE), sys::open(rootfs, O_PATH));
    for (const auto& one : all) {
        sys::move_mount(one.mount, box.rootfs.mountpoint(one.destination, one.directory));
        if (one.destination == "/dev")
            link_devices(box.rootfs.mountpoint("/dev"), filesystem.terminal);
    }
}

void change_root(const Path& rootfs) {
    const Fd old_root = sys::open("/", O_PATH | O_DIRECTORY);
    sys::fchdir(sys::open(rootfs, O_PATH | O_DIRECTORY));
    sys::pivot_root(".", ".");
    sys::fchdir(old_root);
    sys::umount2(".", MNT_DETACH);
    sys::chdir("/");
}

void cover(const Path& path) {
    if (!fs::exists(path)) return;
    const bool directory = fs::is_directory(path);
    sys::move_mount(
        directory ? sys::fsmount("tmpfs", "", MOUNT_ATTR_RDONLY) : sys::open_tree("/dev/null", 0),
        sys::open(path, O_PATH));
}

void make_readonly(const Path& path) {
    if (!fs::exists(path)) return;
    const Fd tree = sys::open_tree(path, AT_RECURSIVE);
    sys::mount_setattr(tree, AT_RECURSIVE, MOUNT_ATTR_RDONLY);
    sys::move_mount(tree, sys::open(path, O_PATH));
}

}  // namespace

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer{"mount", CLONE_NEWNS};
    layer.build = [filesystem](Context& box) { build(box, filesystem); };
    layer.enter = [](Context& box) { change_root(box.rootfs.path()); };
    layer.inside = [filesystem](Context& box) {
        if (filesystem.terminal) box.terminal = open_terminal();
        for (const auto& path : filesystem.masked_paths) cover(path);
        for (const auto& path : filesystem.readonly_paths) make_readonly(path);
        if (filesystem.readonly_root)
            sys::mount_setattr(sys::open("/", O_PATH), 0, MOUNT_ATTR_RDONLY);
    };
    if (filesystem.terminal) layer.seal = [](Context&) { take_terminal(); };
    return layer;
}

}  // namespace container
