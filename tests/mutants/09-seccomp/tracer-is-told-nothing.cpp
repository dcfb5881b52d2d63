// SPDX-License-Identifier: MIT
// caught by: 09.trace
// The number is one for errors alone.
#include "changed_profile.hpp"

namespace container {

Seccomp misread(Seccomp profile) {
    for (auto& rule : profile.syscalls)
        if (rule.action.kind == Seccomp::Action::Kind::trace) rule.action.number = 0;
    return profile;
}

}  // namespace container
