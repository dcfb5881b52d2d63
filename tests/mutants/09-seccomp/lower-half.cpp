// SPDX-License-Identifier: MIT
// caught by: 09.compare
// Arguments are taken for numbers of 32 bits.
#include "changed_profile.hpp"

namespace container {

Seccomp misread(Seccomp profile) {
    using Compare = Seccomp::Argument::Compare;
    for (auto& rule : profile.syscalls)
        for (auto& argument : rule.args)
            if (argument.op == Compare::equal)
                argument = {argument.index, Compare::masked_equal, 0xffff'ffff,
                            argument.value & 0xffff'ffff};
    return profile;
}

}  // namespace container
