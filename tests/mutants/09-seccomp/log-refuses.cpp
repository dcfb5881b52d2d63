// SPDX-License-Identifier: MIT
// caught by: 09.log
// What is noted is not let through.
#include "changed_profile.hpp"

#include <cerrno>

namespace container {

Seccomp misread(Seccomp profile) {
    for (auto& rule : profile.syscalls)
        if (rule.action.kind == Seccomp::Action::Kind::log)
            rule.action = {Seccomp::Action::Kind::error, EPERM};
    return profile;
}

}  // namespace container
