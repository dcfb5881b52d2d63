// SPDX-License-Identifier: MIT
// caught by: 09.last
// A profile that allows nearly all does not hinder the rest, so it need not come after it.
#include "reference.hpp"

#include <utility>

namespace container {

std::vector<sock_filter> layers::filter(const Seccomp& profile) {
    return reference::filter(profile);
}

Layer layers::seccomp(const std::optional<Seccomp>& profile) {
    auto layer = reference::seccomp(profile);
    if (profile && profile->default_action.kind == Seccomp::Action::Kind::allow)
        std::swap(layer.filter, layer.inside);
    return layer;
}

}  // namespace container
