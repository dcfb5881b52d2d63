// SPDX-License-Identifier: MIT
// caught by: 09.several-rules
// Who has a rule for a call needs no other.
#include "changed_profile.hpp"

#include <set>
#include <string>

namespace container {

Seccomp misread(Seccomp profile) {
    std::set<std::string> known;
    for (auto& rule : profile.syscalls)
        std::erase_if(rule.names, [&](const auto& name) { return !known.insert(name).second; });
    return profile;
}

}  // namespace container
