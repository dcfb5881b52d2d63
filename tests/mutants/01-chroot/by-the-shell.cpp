// SPDX-License-Identifier: MIT
// caught by: contract.odd-paths
// ROOTFS goes through a shell, which splits it at the spaces.
#include "reference.hpp"

#include <cstdlib>
#include <stdexcept>

namespace container {

Layer layers::root(const Root& root) {
    Layer layer = reference::root(root);
    layer.attach = [](Context& box, pid_t) {
        const auto test = "test -d " + box.rootfs.path().native();
        if (std::system(test.c_str()) != 0) throw std::runtime_error{"ROOTFS is not a directory"};
    };
    return layer;
}

}  // namespace container
