// SPDX-License-Identifier: MIT
#pragma once

#include "container/cgroup/group.hpp"
#include "container/cgroup/hierarchy.hpp"

#include <optional>

/// Where groups are made, and what v2 asks before a controller can be used there.
namespace container::cgroup {

/// The group below which this user's containers have theirs: the topmost that the user may divide,
/// from the mount point down to where this process is. For root that is the mount point, for
/// another user a group that was delegated; nothing if there is none.
std::optional<Path> delegated_group(const Hierarchy& hierarchy);

/// Makes the directory of a new group, and `workbook` above it if it is the first. If it throws,
/// nothing is made.
void make(const Branch& branch);

/// Makes v2's `controller` usable in `branch`: whoever divides a group says, in each one from the
/// top down, which controllers the groups below have. Throws what is in the way.
void enable(const Branch& branch, const std::string& controller);

}  // namespace container::cgroup
