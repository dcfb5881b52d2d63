// SPDX-License-Identifier: MIT
// caught by: 04.mount-points
// /proc, /sys and /dev must be there: an image of one static program does not run.
#include "reference.hpp"

#include <filesystem>
#include <stdexcept>

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    layer.prepare = [prepare = layer.prepare](Context& box) {
        prepare(box);
        for (const char* name : {"proc", "sys", "dev"})
            if (!std::filesystem::exists(box.rootfs.path() / name))
                throw std::runtime_error{std::string{"ROOTFS has no /"} + name};
    };
    return layer;
}

}  // namespace container
