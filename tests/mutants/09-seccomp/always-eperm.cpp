// SPDX-License-Identifier: MIT
// caught by: 09.errno
// The number that a rule names is not looked at.
#include "changed_profile.hpp"

#include <cerrno>

namespace container {

Seccomp misread(Seccomp profile) {
    for (auto& rule : profile.syscalls)
        if (rule.action.kind == Seccomp::Action::Kind::error) rule.action.number = EPERM;
    return profile;
}

}  // namespace container
