// SPDX-License-Identifier: MIT
// mount(2) as it was before there was a mount API: read-only by MS_REMOUNT, devices by bind mounts,
// a directory for the old root, and MS_SLAVE, which lets nothing out either. Only the volumes are
// opened first, or rshared could not be had.
#include "container/layers.hpp"
#include "container/terminal.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <unistd.h>

#include <filesystem>

namespace container {
namespace {

using sys::Fd;
namespace fs = std::filesystem;

/// A name for what is open, so that mount(2) does not look up another one.
Path name_of(const Fd& file) {
    return fmt::format("/proc/self/fd/{}", file.get());
}

Fd open_volume(const Mount& mount) {
    if (mount.type != "bind") return {};
    const unsigned recursive = mount.recursive ? AT_RECURSIVE : 0;
    Fd tree = sys::open_tree(mount.source, recursive);
    sys::mount_setattr(tree, recursive, mount.attributes, mount.propagation);
    return tree;
}

void fill_dev(const Path& dev, const Filesystem& filesystem) {
    for (const auto& device : filesystem.devices) {
        sys::open(dev / device.name, O_CREAT | O_WRONLY, 0666);
        sys::mount("/dev/" + device.name, dev / device.name, nullptr, MS_BIND);
    }
    fs::create_symlink("pts/ptmx", dev / "ptmx");
    fs::create_symlink("/proc/self/fd", dev / "fd");
    fs::create_symlink("/proc/self/fd/0", dev / "stdin");
    fs::create_symlink("/proc/self/fd/1", dev / "stdout");
    fs::create_symlink("/proc/self/fd/2", dev / "stderr");
    if (filesystem.terminal)
        sys::open(dev / "console", O_CREAT | O_WRONLY, 0600);
    else
        fs::create_symlink("null", dev / "console");
}

void build(Context& box, const Filesystem& filesystem) {
    std::vector<Fd> volumes;
    for (const auto& mount : filesystem.mounts) volumes.push_back(open_volume(mount));

    const auto& rootfs = box.rootfs.path();
    sys::mount("none", "/", nullptr, MS_REC | MS_SLAVE);
    sys::mount(rootfs, rootfs, nullptr, MS_REC | MS_BIND);
    for (std::size_t i = 0; i < volumes.size(); ++i) {
        const auto& mount = filesystem.mounts[i];
        if (volumes[i]) {
            const bool directory = fs::is_directory(name_of(volumes[i]));
            sys::move_mount(volumes[i], box.rootfs.mountpoint(mount.destination, directory));
            continue;
        }
        // The four MOUNT_ATTR_* that are used have the values of their MS_*.
        sys::mount(mount.type, name_of(box.rootfs.mountpoint(mount.destination)),
                   mount.type.c_str(), mount.attributes, mount.data);
        if (mount.destination == "/dev")
            fill_dev(name_of(box.rootfs.mountpoint("/dev")), filesystem);
    }
}

void change_root(const Path& rootfs) {
    const Path old_root = "/dev/.old-root";  // in memory: the rootfs must not change
    const Path seen_from_here = rootfs / old_root.relative_path();
    sys::mkdir(seen_from_here, 0700);
    sys::pivot_root(rootfs, seen_from_here);
    sys::chdir("/");
    sys::umount2(old_root, MNT_DETACH);
    ::rmdir(old_root.c_str());
}

void cover(const Path& path) {
    if (fs::is_directory(path))
        sys::mount("tmpfs", path, "tmpfs", MS_RDONLY);
    else if (fs::exists(path))
        sys::mount("/dev/null", path, nullptr, MS_BIND);
}

void make_readonly(const Path& path, unsigned long also) {
    sys::mount(path, path, nullptr, MS_BIND | MS_REC);
    sys::mount("none", path, nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY | also);
}

}  // namespace

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer{"mount", CLONE_NEWNS};
    layer.build = [filesystem](Context& box) { build(box, filesystem); };
    layer.enter = [](Context& box) { change_root(box.rootfs.path()); };
    layer.inside = [filesystem](Context& box) {
        if (filesystem.terminal) box.terminal = open_terminal();
        for (const auto& path : filesystem.masked_paths) cover(path);
        for (const auto& path : filesystem.readonly_paths)
            if (fs::exists(path)) make_readonly(path, MS_NOSUID | MS_NODEV | MS_NOEXEC);
        if (filesystem.readonly_root)
            sys::mount("none", "/", nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY);
    };
    if (filesystem.terminal) layer.seal = [](Context&) { take_terminal(); };
    return layer;
}

}  // namespace container
