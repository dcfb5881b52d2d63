// SPDX-License-Identifier: MIT
// caught by: 07.root-attributes
// "/" is root's, with the usual mode, whatever the image says.
#include "reference.hpp"
#include "sys/attributes.hpp"

#include <fcntl.h>

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& overlay) {
    Layer layer = reference::overlay(overlay);
    layer.prepare = [prepare = layer.prepare](Context& box) {
        prepare(box);
        const Path root = box.rootfs.path();
        sys::fchownat(AT_FDCWD, root, 0, 0);
        sys::fchmodat(AT_FDCWD, root, 0755);
    };
    return layer;
}

}  // namespace container
