// SPDX-License-Identifier: MIT
// The directory is opened while it is sure to be the right one, and no path is looked up later:
// fchdir(2) instead of chdir(2).
#include "container/layers.hpp"
#include "sys/file.hpp"

#include <fcntl.h>

#include <memory>

namespace container {

Layer layers::root(const Root& root) {
    Layer layer{"root"};
    const auto directory = std::make_shared<sys::Fd>();
    layer.prepare = [=](Context& box) {
        box.rootfs = Rootfs{root.path};
        *directory = sys::open(box.rootfs.path(), O_PATH | O_DIRECTORY);
    };
    layer.enter = [=](Context&) {
        sys::fchdir(*directory);
        sys::chroot(".");
        directory->reset();
    };
    return layer;
}

}  // namespace container
