// SPDX-License-Identifier: MIT
// caught by: contract.empty-rootfs
// Every container should have a /tmp: where there is none, one is made and stays.
#include "reference.hpp"

#include <sys/stat.h>

namespace container {

Layer layers::root(const Root& root) {
    Layer layer = reference::root(root);
    layer.inside = [](Context&) { ::mkdir("/tmp", 01777); };
    return layer;
}

}  // namespace container
