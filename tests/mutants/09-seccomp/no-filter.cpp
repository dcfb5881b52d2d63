// SPDX-License-Identifier: MIT
// caught by: 09.filter
// Nothing is filtered.
#include "reference.hpp"

namespace container {

std::vector<sock_filter> layers::filter(const Seccomp& profile) {
    return reference::filter(profile);
}

Layer layers::seccomp(const std::optional<Seccomp>& profile) {
    Layer layer{"seccomp"};
    layer.prepare = reference::seccomp(profile).prepare;
    return layer;
}

}  // namespace container
