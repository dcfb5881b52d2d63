// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string_view>

/// One program has two command lines: the course's, `run ROOTFS COMMAND`, and the one that callers
/// of OCI runtimes know, `run ID`.
namespace runtime {

/// The first word that is neither an option of the program's nor an option's value; empty if there
/// is none.
std::string_view command_word(int argc, char* argv[]);

/// Whether chapters 00 to 10 know what was typed: commands that only they have, and, of those that
/// both have, what names no container in `root` and no bundle.
bool is_of_the_course(int argc, char* argv[], const std::filesystem::path& root);

}  // namespace runtime
