// SPDX-License-Identifier: MIT
// caught by: 04.recursive
// The rootfs is bound on itself without MS_REC: what is mounted in it stays behind.
#include "reference.hpp"
#include "sys/mount.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    const auto build = layer.build;
    layer.build = [build](Context& box) {
        sys::mount("none", "/", nullptr, MS_REC | MS_PRIVATE);
        sys::mount(box.rootfs.path(), box.rootfs.path(), nullptr, MS_BIND);
        build(box);  // binds once more, and with MS_REC: nothing is left to come along
    };
    return layer;
}

}  // namespace container
