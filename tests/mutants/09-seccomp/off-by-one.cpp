// SPDX-License-Identifier: MIT
// caught by: 09.compare
// Less is less or equal.
#include "changed_profile.hpp"

namespace container {

Seccomp misread(Seccomp profile) {
    using Compare = Seccomp::Argument::Compare;
    for (auto& rule : profile.syscalls)
        for (auto& argument : rule.args)
            if (argument.op == Compare::less) argument.op = Compare::less_or_equal;
    return profile;
}

}  // namespace container
