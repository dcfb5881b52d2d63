// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace runtime_test {

/// What the machine still has of a container whose bundle's directory and cgroup have `id` in their
/// names: mounts, processes, cgroups, and entries of the bundle's `--root`. A line each; empty if
/// nothing is left.
std::string left_of(const std::string& id);

}  // namespace runtime_test
