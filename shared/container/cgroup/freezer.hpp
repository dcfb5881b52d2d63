// SPDX-License-Identifier: MIT
#pragma once

#include "container/cgroup/group.hpp"

namespace container::cgroup {

/// Who is killed while v1's freezer holds him dies only when it lets him go. v2's lets him die.
void let_die(const Group& group);

}  // namespace container::cgroup
