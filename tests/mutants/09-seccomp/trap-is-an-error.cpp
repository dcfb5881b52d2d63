// SPDX-License-Identifier: MIT
// caught by: 09.trap
// Who wants a signal gets an error.
#include "changed_profile.hpp"

#include <cerrno>

namespace container {

Seccomp misread(Seccomp profile) {
    for (auto& rule : profile.syscalls)
        if (rule.action.kind == Seccomp::Action::Kind::trap)
            rule.action = {Seccomp::Action::Kind::error, EPERM};
    return profile;
}

}  // namespace container
