// SPDX-License-Identifier: MIT
// caught by: 05.swept
// It undoes what it remembers having done, and nothing for one that was killed.
#include "reference.hpp"

#include <memory>

namespace container {

Layer layers::net(const Network& network) {
    Layer layer = reference::net(network);
    const auto mine = std::make_shared<bool>(false);
    layer.prepare = [mine, prepare = layer.prepare](Context& box) {
        *mine = true;
        prepare(box);
    };
    layer.cleanup = [mine, cleanup = layer.cleanup](Context& box) {
        if (*mine) cleanup(box);
    };
    return layer;
}

}  // namespace container
