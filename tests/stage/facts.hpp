// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace stage {

/// Names, mounts, IPC objects, files below /run and processes: what a program must leave as it was,
/// one fact a line. /proc must be the working directory, so that nobody can mount over what is
/// read.
std::vector<std::string> facts();

/// Of these, the mounts alone, ...
std::vector<std::string> mount_facts();
/// ... the host's names, ...
std::vector<std::string> name_facts();
/// ... and the files below a directory, if it is there.
std::vector<std::string> file_facts(const std::filesystem::path& directory);

/// The lines of a text file.
std::vector<std::string> lines_of(const std::string& file);

}  // namespace stage
