// SPDX-License-Identifier: MIT
// caught by: 07.root-attributes
// The directory for changes is made as mkdir makes it: with the umask of whoever calls.
#include "reference.hpp"
#include "sys/attributes.hpp"

#include <fcntl.h>
#include <sys/stat.h>

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& overlay) {
    Layer layer = reference::overlay(overlay);
    layer.prepare = [prepare = layer.prepare](Context& box) {
        prepare(box);
        const auto mask = ::umask(0);
        ::umask(mask);
        const Path root = box.rootfs.path();
        const auto mode = sys::fstatat(AT_FDCWD, root)->st_mode;
        sys::fchmodat(AT_FDCWD, root, mode & 07777 & ~mask);
    };
    return layer;
}

}  // namespace container
