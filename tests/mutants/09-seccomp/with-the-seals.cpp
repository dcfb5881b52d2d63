// SPDX-License-Identifier: MIT
// caught by: 09.last
// It is the last layer that seals, so it is in force last: but for what the runtime still does.
#include "reference.hpp"

#include <utility>

namespace container {

std::vector<sock_filter> layers::filter(const Seccomp& profile) {
    return reference::filter(profile);
}

Layer layers::seccomp(const std::optional<Seccomp>& profile) {
    auto layer = reference::seccomp(profile);
    layer.seal = std::exchange(layer.filter, nullptr);
    return layer;
}

}  // namespace container
