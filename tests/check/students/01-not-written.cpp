// SPDX-License-Identifier: MIT
#include "container/layers.hpp"
#include "container/todo.hpp"

namespace container::layers {

Layer root(const Root& /*root*/) {
    todo();
}

}  // namespace container::layers
