// SPDX-License-Identifier: MIT
#pragma once

#include "seccomp/match.hpp"
#include "sys/fd.hpp"

#include <linux/seccomp.h>

#include <map>
#include <set>
#include <string>

namespace seccomp {

/// What a container's processes call, noted while they run. They get no more than `base` allows:
/// each call that it would let through asks us instead, and is let through by us.
class Recording {
public:
    explicit Recording(Seccomp base) : base_{std::move(base)} {}

    /// The profile to record with, whose listener is to be reached at `socket`.
    Seccomp profile(const std::string& socket) const;
    /// Answers the next call that waits at the listener, if there is one.
    void answer(sys::BorrowedFd listener);
    /// The smallest profile that allows what was called: of base's rules, those that did.
    Seccomp result() const;

private:
    void note(const seccomp_data& call);

    Seccomp base_;
    bool runs_program_ = false;
    std::set<std::string> architectures_;
    std::map<std::size_t, std::set<std::string>> names_;  ///< By the rule of `base_` that allows.
    std::set<std::string> others_;                        ///< Those that the default allows.
};

}  // namespace seccomp
