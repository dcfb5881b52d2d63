// SPDX-License-Identifier: MIT
// caught by: contract.deleted-cwd
// The caller's directory is noted, to return to it: there may be none any more.
#include "reference.hpp"
#include "sys/file.hpp"

namespace container {

Layer layers::root(const Root& root) {
    Layer layer = reference::root(root);
    layer.prepare = [root](Context& box) {
        const auto before = sys::getcwd();
        box.rootfs = Rootfs{root.path};
        sys::chdir(before);
    };
    return layer;
}

}  // namespace container
