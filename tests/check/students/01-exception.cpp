// SPDX-License-Identifier: MIT
// It is thrown where nothing can catch it.
#include "container/layers.hpp"

#include <stdexcept>

namespace container::layers {
namespace {

void fail() {
    throw std::runtime_error{"no such luck"};
}

}  // namespace

Layer root(const Root& /*root*/) {
    Layer layer{"root", 0};
    layer.prepare = [](Context&) noexcept { fail(); };
    return layer;
}

}  // namespace container::layers
