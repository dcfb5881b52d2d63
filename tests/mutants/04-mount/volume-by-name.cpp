// SPDX-License-Identifier: MIT
// caught by: 04.symlinks
// The destination of a volume is looked up by the name that it has on the host, symlinks and all.
#include "reference.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>

#include <filesystem>

namespace container {
namespace {

void make_mount_point(const Path& source, const Path& path) {
    const bool directory = std::filesystem::is_directory(source);
    std::filesystem::create_directories(directory ? path : path.parent_path());
    if (!directory) sys::open(path, O_CREAT | O_WRONLY, 0644);
}

}  // namespace

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    layer.prepare = [filesystem](Context& box) {
        for (const auto& one : filesystem.mounts)
            if (one.type == "bind")
                make_mount_point(one.source, box.rootfs.path() / one.destination.substr(1));
    };
    return layer;
}

}  // namespace container
