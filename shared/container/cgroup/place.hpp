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

/// The group that `place` names: "/a/b" below the mount point if that is the user's to divide, and
/// else, as "a/b" always, below the topmost group that is. Nothing if there is none.
std::optional<Path> group_at(const Hierarchy& hierarchy, const Path& place);

/// Makes the directory of a new group, and those above it that are missing. Each that it makes it
/// also marks, so that it is known for ours by whoever removes the last group in it. A group that
/// is there already, of somebody who wants the container in it, is `taken` as it is, unless it has
/// processes. If it throws, nothing is made.
void make(Branch& branch);

/// Removes what make() has made and nobody uses any more: the group, which may have divided itself,
/// and those above it. False if the group has processes still.
bool remove(const Branch& branch);

/// Makes v2's `controller` usable in `branch`: whoever divides a group says, in each one from the
/// top down, which controllers the groups below have. Throws what is in the way.
void enable(const Branch& branch, const std::string& controller);

/// Whether enable() could find it: the topmost group that is seen from here has it.
bool is_available(const Branch& branch, const std::string& controller);

}  // namespace container::cgroup
