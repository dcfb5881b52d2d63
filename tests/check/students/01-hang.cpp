// SPDX-License-Identifier: MIT
// The container waits for what never comes.
#include "container/layers.hpp"

#include <unistd.h>

namespace container::layers {

Layer root(const Root& /*root*/) {
    Layer layer{"root", 0};
    layer.enter = [](Context&) {
        for (;;) ::pause();
    };
    return layer;
}

}  // namespace container::layers
