// SPDX-License-Identifier: MIT
// caught by: 09.new-privileges
// So the kernel takes the filter from anybody.
#include "reference.hpp"

#include <sys/prctl.h>

namespace container {

std::vector<sock_filter> layers::filter(const Seccomp& profile) {
    return reference::filter(profile);
}

Layer layers::seccomp(const std::optional<Seccomp>& profile) {
    auto layer = reference::seccomp(profile);
    for (auto* step : {&layer.inside, &layer.filter}) {
        if (!*step) continue;
        *step = [load = *step](Context& box) {
            ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
            load(box);
        };
    }
    return layer;
}

}  // namespace container
