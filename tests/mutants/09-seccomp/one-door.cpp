// SPDX-License-Identifier: MIT
// caught by: 09.x86
// The machine's own. Whoever comes through another is killed, whatever the profile says.
#include "changed_profile.hpp"

namespace container {

Seccomp misread(Seccomp profile) {
    profile.architectures.resize(1);
    return profile;
}

}  // namespace container
