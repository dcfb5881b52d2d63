// SPDX-License-Identifier: MIT
// caught by: contract.clean
// A directory for the old root is made in the rootfs, and stays there.
#include "reference.hpp"

#include <sys/stat.h>

namespace container {

Layer layers::root(const Root& root) {
    Layer layer = reference::root(root);
    layer.build = [](Context& box) { ::mkdir((box.rootfs.path() / ".old-root").c_str(), 0700); };
    return layer;
}

}  // namespace container
