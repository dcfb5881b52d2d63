// SPDX-License-Identifier: MIT
// caught by: 09.all-comparisons
// One that holds is enough: a rule is made of each.
#include "changed_profile.hpp"

namespace container {

Seccomp misread(Seccomp profile) {
    std::vector<Seccomp::Rule> rules;
    for (const auto& rule : profile.syscalls) {
        if (rule.args.empty()) rules.push_back(rule);
        for (const auto& argument : rule.args) {
            rules.push_back(rule);
            rules.back().args = {argument};
        }
    }
    profile.syscalls = rules;
    return profile;
}

}  // namespace container
