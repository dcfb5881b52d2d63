// SPDX-License-Identifier: MIT
#pragma once

#include "hierarchies.hpp"
#include "sys/fd.hpp"

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace stage {

/// The stage's own cgroups: one in each hierarchy of the machine, at the top of what is visible of
/// it, with limits that a program under test cannot hurt the machine with.
///
///     machine              stage
///     /workbook-stage-...  /        where programs make their groups
///         init             /init    version 2: where its processes are, for a group that hands
///                                   controllers on can have none itself, cgroups(7)
///
/// The outer process makes and removes them. What version 2 hands on is what the machine's root
/// group does, in its cgroup.subtree_control: we do not change that.
class Groups {
public:
    /// Those of the calling process, and of none yet.
    explicit Groups(std::optional<uid_t> delegated);
    /// No groups: the stage's processes are where those of the harness are.
    Groups() : missing_{"not wanted"} {}

    /// Why there are none; empty if there are.
    const std::string& missing() const noexcept { return missing_; }
    /// Version 2: the directories to clone into; none (-1) without it.
    sys::BorrowedFd top() const noexcept { return top_; }
    sys::BorrowedFd init() const noexcept { return init_; }

    /// Version 1: the calling process joins, which must have one thread.
    void join() const;
    /// In the stage's cgroup and mount namespace: /sys is a fresh one, with the stage's groups
    /// alone below /sys/fs/cgroup.
    void mount();
    /// A line "cgroup memory /a/b" for each group that is there below the stage's.
    std::vector<std::string> facts() const;

    /// Ends all processes in them.
    void kill() const;
    /// Removes them, and what is below.
    void remove() const;

private:
    struct Group {
        Hierarchy hierarchy;
        Path directory;   ///< As the machine sees it.
        sys::Fd mounted;  ///< As the stage sees it, whatever a program mounts over it.
    };
    void add(const Hierarchy& hierarchy, const std::string& name);

    std::vector<Group> groups_;
    std::string missing_;
    sys::Fd top_, init_;
};

/// Removes the groups of stages whose outer process was killed and could not.
void sweep_groups();

/// True if `name` is one of a stage's group, and that stage still runs.
bool belongs_to_living_stage(const std::string& name);

}  // namespace stage
