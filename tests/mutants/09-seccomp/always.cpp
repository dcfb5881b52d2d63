// SPDX-License-Identifier: MIT
// caught by: 09.unconfined
// There is a filter even for who wants none.
#include "reference.hpp"

namespace container {

std::vector<sock_filter> layers::filter(const Seccomp& profile) {
    return reference::filter(profile);
}

Layer layers::seccomp(const std::optional<Seccomp>& profile) {
    Seccomp all;
    all.default_action = {Seccomp::Action::Kind::log};
    all.architectures = {"x86_64"};
    return reference::seccomp(profile ? profile : all);
}

}  // namespace container
