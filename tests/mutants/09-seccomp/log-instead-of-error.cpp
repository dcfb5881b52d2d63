// SPDX-License-Identifier: MIT
// caught by: 09.errno
// A call that should fail is only noted.
#include "changed_profile.hpp"

namespace container {

Seccomp misread(Seccomp profile) {
    for (auto& rule : profile.syscalls)
        if (rule.action.kind == Seccomp::Action::Kind::error)
            rule.action.kind = Seccomp::Action::Kind::log;
    return profile;
}

}  // namespace container
