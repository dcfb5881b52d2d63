// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace stage {

/// Names, mounts, IPC objects, files below /run and processes: what a program must leave as it was,
/// one fact a line. /proc must be the working directory, so that nobody can mount over what is
/// read.
std::vector<std::string> facts();

/// The mounts alone.
std::vector<std::string> mount_facts();

/// The lines of a text file.
std::vector<std::string> lines_of(const std::string& file);

}  // namespace stage
