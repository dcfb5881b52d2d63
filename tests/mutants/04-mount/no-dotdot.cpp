// SPDX-License-Identifier: MIT
// caught by: 04.volume-refused
// A destination with ".." is refused, out of caution; inside a root, it leads nowhere it should not.
#include "reference.hpp"

#include <stdexcept>

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    layer.prepare = [filesystem](Context&) {
        for (const auto& one : filesystem.mounts)
            if (one.destination.find("..") != std::string::npos)
                throw std::runtime_error{one.destination + " leads out of the rootfs"};
    };
    return layer;
}

}  // namespace container
