// SPDX-License-Identifier: MIT
// caught by: contract.not-root
// The error of chroot(2) is thrown without its errno: nobody can tell what to do about it.
#include "reference.hpp"
#include "sys/file.hpp"

#include <unistd.h>

#include <stdexcept>

namespace container {

Layer layers::root(const Root& root) {
    Layer layer = reference::root(root);
    layer.enter = [](Context& box) {
        if (::chroot(box.rootfs.path().c_str()) == -1)
            throw std::runtime_error{"cannot change the root"};
        sys::chdir("/");
    };
    return layer;
}

}  // namespace container
