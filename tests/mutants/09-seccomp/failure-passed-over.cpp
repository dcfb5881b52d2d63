// SPDX-License-Identifier: MIT
// caught by: 09.faults
// A kernel without seccomp(2) is no reason not to start.
#include "reference.hpp"

#include <exception>

namespace container {

std::vector<sock_filter> layers::filter(const Seccomp& profile) {
    return reference::filter(profile);
}

Layer layers::seccomp(const std::optional<Seccomp>& profile) {
    auto layer = reference::seccomp(profile);
    for (auto* step : {&layer.inside, &layer.filter}) {
        if (!*step) continue;
        *step = [load = *step](Context& box) {
            try {
                load(box);
            } catch (const std::exception&) {
            }
        };
    }
    return layer;
}

}  // namespace container
