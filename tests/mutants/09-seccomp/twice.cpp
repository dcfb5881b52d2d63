// SPDX-License-Identifier: MIT
// caught by: 09.filter
// It is put in force before the credentials and after them.
#include "reference.hpp"

namespace container {

std::vector<sock_filter> layers::filter(const Seccomp& profile) {
    return reference::filter(profile);
}

Layer layers::seccomp(const std::optional<Seccomp>& profile) {
    auto layer = reference::seccomp(profile);
    if (profile && !profile->while_privileged) layer.inside = layer.filter;
    return layer;
}

}  // namespace container
