// SPDX-License-Identifier: MIT
// caught by: 04.volume
// Mount points that the rootfs lacks are made with mkdir(2), and nobody removes them.
#include "reference.hpp"

#include <filesystem>

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    layer.prepare = [filesystem, prepare = layer.prepare](Context& box) {
        prepare(box);
        for (const auto& one : filesystem.mounts)
            if (one.type != "bind" || std::filesystem::is_directory(one.source))
                std::filesystem::create_directories(box.rootfs.path() / one.destination.substr(1));
    };
    return layer;
}

}  // namespace container
