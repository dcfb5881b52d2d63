// SPDX-License-Identifier: MIT
// caught by: 04.mount-points-shared
// A mount point that it made is removed when it ends, also if another container still uses it.
#include "reference.hpp"

#include <unistd.h>

#include <filesystem>
#include <memory>

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    const auto missing = std::make_shared<bool>();
    layer.prepare = [missing, prepare = layer.prepare](Context& box) {
        prepare(box);
        *missing = !std::filesystem::exists(box.rootfs.path() / "dev");
    };
    layer.cleanup = [missing](Context& box) {
        if (*missing) ::rmdir((box.rootfs.path() / "dev").c_str());
    };
    return layer;
}

}  // namespace container
