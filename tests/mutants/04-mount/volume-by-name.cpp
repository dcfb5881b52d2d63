// SPDX-License-Identifier: MIT
// caught by: 04.symlinks
// The destination of a volume is made and looked up by the name that it has on the host, where a
// symlink of the rootfs leads anywhere.
#include "reference.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>

#include <filesystem>
#include <memory>

namespace container {
namespace {

namespace fs = std::filesystem;

Path name_of(const Context& box, const Mount& volume) {
    return box.rootfs.path() / volume.destination.substr(1);
}

/// Makes what is missing of `path`, and says what that was.
std::vector<Path> make(const Path& path, bool directory) {
    std::vector<Path> missing;
    for (Path part = path; !fs::exists(part); part = part.parent_path()) missing.push_back(part);
    fs::create_directories(directory ? path : path.parent_path());
    if (!directory) sys::open(path, O_CREAT | O_WRONLY, 0644);
    return missing;
}

}  // namespace

Layer layers::mount(const Filesystem& filesystem) {
    Filesystem rest = filesystem;
    std::vector<Mount> volumes;
    std::erase_if(rest.mounts, [&](const Mount& one) {
        if (one.type == "bind") volumes.push_back(one);
        return one.type == "bind";
    });
    Layer layer = reference::mount(rest);

    const auto made = std::make_shared<std::vector<Path>>();
    layer.prepare = [=](Context& box) {
        for (const auto& volume : volumes)
            for (auto& path : make(name_of(box, volume), fs::is_directory(volume.source)))
                made->push_back(std::move(path));
    };
    const auto build = layer.build;
    layer.build = [=](Context& box) {
        std::vector<sys::Fd> trees;
        for (const auto& volume : volumes) {
            trees.push_back(sys::open_tree(volume.source, AT_RECURSIVE));
            sys::mount_setattr(trees.back(), AT_RECURSIVE, volume.attributes, volume.propagation);
        }
        build(box);
        for (std::size_t i = 0; i < trees.size(); ++i)
            sys::move_mount(trees[i], sys::open(name_of(box, volumes[i]), O_PATH));
    };
    layer.cleanup = [=](Context&) {
        for (const auto& path : *made) fs::remove(path);
    };
    return layer;
}

}  // namespace container
