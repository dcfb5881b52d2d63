// SPDX-License-Identifier: MIT
// caught by: contract.odd-paths
// chdir("/") comes first, and then a relative ROOTFS is looked for there.
#include "reference.hpp"
#include "sys/file.hpp"

namespace container {

Layer layers::root(const Root& root) {
    Layer layer{"root"};
    layer.enter = [root](Context&) {
        sys::chdir("/");
        sys::chroot(root.path);
        sys::chdir("/");
    };
    return layer;
}

}  // namespace container
