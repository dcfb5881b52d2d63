// SPDX-License-Identifier: MIT
// caught by: contract.faults
// A path that cannot be masked is passed over, and the program runs without the mask.
#include "reference.hpp"
#include "sys/error.hpp"

namespace container {

Layer layers::mount(const Filesystem& filesystem) {
    Layer layer = reference::mount(filesystem);
    const auto inside = layer.inside;
    layer.inside = [inside](Context& box) {
        try {
            inside(box);
        } catch (const sys::SysError&) {
        }
    };
    return layer;
}

}  // namespace container
