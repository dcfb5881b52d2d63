// SPDX-License-Identifier: MIT
// caught by: 09.default-action
// The list is taken for one of what is forbidden.
#include "changed_profile.hpp"

namespace container {

Seccomp misread(Seccomp profile) {
    profile.default_action = {Seccomp::Action::Kind::allow};
    return profile;
}

}  // namespace container
