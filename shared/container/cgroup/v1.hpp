// SPDX-License-Identifier: MIT
#pragma once

#include "container/cgroup/group.hpp"

#include <string>

/// cgroup v1 in the words of v2: which file it was there, and how the value was written. The same
/// counterparts that runc chose; cgroups(7), and the kernel's admin-guide/cgroup-v1.
namespace container::cgroup::v1 {

/// The controller of v1 that answers for `file` of v2: io.max was blkio's.
std::string controller(const std::string& file);

/// Throws if there is no counterpart, as for memory.high.
void write(const Branch& branch, const std::string& file, const std::string& value);
std::string read(const Branch& branch, const std::string& file);
bool has(const Branch& branch, const std::string& file) noexcept;

/// A new cpuset has neither CPUs nor memory, and nothing can join it. This one gets those of the
/// group above it, unless it has some: cpusets(7).
void fill_cpuset(const Path& directory);
/// Those that will be made below it get them without being asked.
void hand_on_cpuset(const Path& directory);

}  // namespace container::cgroup::v1
