// SPDX-License-Identifier: MIT
#include "container/layers.hpp"
#include "container/todo.hpp"

namespace container::layers {

Layer userns(const UserNamespace& /*user_namespace*/) {
    todo();
}

Layer credentials(const Process& /*process*/) {
    todo();
}

}  // namespace container::layers
