// SPDX-License-Identifier: MIT
#include "container/layers.hpp"
#include "container/todo.hpp"

namespace container::layers {

// "/" of the container is the directory root.path, and so is its working directory.
Layer root(const Root& /*root*/) {
    todo();
}

}  // namespace container::layers
