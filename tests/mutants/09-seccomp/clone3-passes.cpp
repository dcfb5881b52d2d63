// SPDX-License-Identifier: MIT
// caught by: 09.clone3
// Its flags cannot be seen, so it is harmless.
#include "changed_profile.hpp"

namespace container {

Seccomp misread(Seccomp profile) {
    for (auto& rule : profile.syscalls) {
        std::erase(rule.names, "clone3");
        if (rule.action.kind == Seccomp::Action::Kind::allow && rule.args.empty())
            rule.names.push_back("clone3");
    }
    return profile;
}

}  // namespace container
