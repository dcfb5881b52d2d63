// SPDX-License-Identifier: MIT
// caught by: 09.kill
// To kill is to kill.
#include "changed_profile.hpp"

namespace container {

Seccomp misread(Seccomp profile) {
    for (auto& rule : profile.syscalls)
        if (rule.action.kind == Seccomp::Action::Kind::kill_process)
            rule.action.kind = Seccomp::Action::Kind::kill_thread;
    return profile;
}

}  // namespace container
