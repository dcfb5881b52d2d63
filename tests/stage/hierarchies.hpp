// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace stage {

using Path = std::filesystem::path;

/// A tree of cgroups, cgroups(7). A machine has one of version 2, or one for each controller or few
/// of them (version 1), or, as a hybrid, both.
struct Hierarchy {
    Path root;             ///< Where it is mounted.
    std::string name;      ///< The last part of that, "memory": how people call it.
    std::string options;   ///< Version 1: what mount(2) takes to find it again, "cpu,cpuacct".
    bool unified = false;  ///< Version 2.
};

/// Each hierarchy that /proc/self/mountinfo lists, once.
std::vector<Hierarchy> hierarchies();

/// `directory` and every cgroup below it, the deepest first.
std::vector<Path> groups_below(const Path& directory);

/// Ends every process in `group` and below, frozen ones too. They may take a moment to go.
void kill_group(const Path& group);

/// Removes `group` and all below it, once its last process has gone: rmdir(2) says EBUSY for a
/// moment longer. Gives up after some seconds, by throwing SysError.
void remove_group(const Path& group);

}  // namespace stage
