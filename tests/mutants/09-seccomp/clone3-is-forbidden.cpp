// SPDX-License-Identifier: MIT
// caught by: 09.closed
// EPERM, as for the rest. Then libc makes no thread.
#include "changed_profile.hpp"

#include <cerrno>

namespace container {

Seccomp misread(Seccomp profile) {
    for (auto& rule : profile.syscalls)
        if (rule.action.kind == Seccomp::Action::Kind::error &&
            rule.names == std::vector<std::string>{"clone3"})
            rule.action.number = EPERM;
    return profile;
}

}  // namespace container
