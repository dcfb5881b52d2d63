// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <filesystem>
#include <optional>
#include <string>

/// Files that nobody but ourselves can have written.
namespace seccomp {

/// The directory; nothing if it is not there, is not ours, or others may write there.
std::optional<sys::Fd> open_trusted(const std::filesystem::path& directory);

/// The whole of a regular file in it, of which the same must hold.
std::optional<std::string> read_trusted(const std::filesystem::path& directory,
                                        const std::string& name);

/// Replaces it. Who looks at the same time finds the old one, the new one or none, but no half.
void write_trusted(const std::filesystem::path& directory, const std::string& name,
                   const std::string& text);

}  // namespace seccomp
