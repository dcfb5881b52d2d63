// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace container::cgroup {

using Path = std::filesystem::path;

/// One tree of cgroups, as it is mounted here: cgroups(7).
struct Hierarchy {
    int version = 2;
    std::vector<std::string> controllers = {};  ///< Only of v1: those it was mounted with.
    Path mount_point;
    Path root;  ///< The cgroup that is seen there; "/" unless the machine is a container itself.
};

/// All that a container has a place in. With cgroup v2 that is one, with v1 one for each
/// controller or two, and with both mounted, the "hybrid" setup, v2's comes last.
/// From /proc/self/mountinfo, proc(5).
std::vector<Hierarchy> hierarchies();

/// Where in that hierarchy this process is, as a directory; its mount point if it is not to be
/// seen from here. From /proc/self/cgroup, cgroups(7).
Path own_group(const Hierarchy& hierarchy);
/// The same of another one, by its number.
Path group_of(const Hierarchy& hierarchy, pid_t process);

/// The words of `text`, which white space or a `separator` keeps apart.
std::vector<std::string> words(const std::string& text, char separator = ' ');

bool contains(const std::vector<std::string>& words, const std::string& word);

}  // namespace container::cgroup
