// SPDX-License-Identifier: MIT
// caught by: 09.masked
// The mask comes second, as the library's manual seems to say.
#include "changed_profile.hpp"

#include <utility>

namespace container {

Seccomp misread(Seccomp profile) {
    for (auto& rule : profile.syscalls)
        for (auto& argument : rule.args)
            if (argument.op == Seccomp::Argument::Compare::masked_equal)
                std::swap(argument.value, argument.value_two);
    return profile;
}

}  // namespace container
