// SPDX-License-Identifier: MIT
#pragma once

#include "seccomp/match.hpp"

#include <linux/filter.h>

#include <optional>
#include <string>
#include <vector>

namespace seccomp {

/// What happens to a call through one ABI.
struct Explanation {
    std::string architecture;
    std::string call;                     ///< Its name there; empty: that ABI has no such call.
    Action action;                        ///< By what the filter itself answers.
    const Seccomp::Rule* rule = nullptr;  ///< The one that says so; none: the default.
};

/// Asks `program`, which was made of `profile`, about a call: by its name, or by its number, which
/// is not the same call everywhere. The rules are `profile`'s.
std::vector<Explanation> explain(const Seccomp& profile, const std::vector<sock_filter>& program,
                                 const std::string& call, const Arguments& arguments);

}  // namespace seccomp
