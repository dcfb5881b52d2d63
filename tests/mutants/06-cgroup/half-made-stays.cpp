// SPDX-License-Identifier: MIT
// caught by: 06.failed-start
// What prepare did not finish, cleanup does not begin.
#include "reference.hpp"

#include <memory>

namespace container {

Layer layers::cgroup(const Resources& resources) {
    Layer layer = reference::cgroup(resources);
    const auto prepared = std::make_shared<bool>(false);
    layer.prepare = [prepared, prepare = layer.prepare](Context& box) {
        prepare(box);
        *prepared = true;
    };
    layer.cleanup = [prepared, cleanup = layer.cleanup](Context& box) {
        if (*prepared) cleanup(box);
    };
    return layer;
}

}  // namespace container
