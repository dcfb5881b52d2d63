// SPDX-License-Identifier: MIT
#include "container/layers.hpp"
#include "container/todo.hpp"

namespace container::layers {

// The kernel runs the filter before each system call, and does what it answers: what the profile
// says, whatever of its ABIs the call comes through. Rules for a call that one ABI does not have
// do not count there.
std::vector<sock_filter> filter(const Seccomp& /*profile*/) {
    todo();
}

// The last thing that is done before the program runs: from then on, it and all that it starts make
// only the calls that the filter lets them, and none of them can undo it. What can fail early does.
// Without a profile, nothing is filtered.
Layer seccomp(const std::optional<Seccomp>& /*profile*/) {
    todo();
}

}  // namespace container::layers
