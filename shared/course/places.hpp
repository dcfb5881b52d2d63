// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

/// Where things are: the checkout, and the build that this program belongs to.
namespace course {

using Path = std::filesystem::path;

const Path& source_directory();
const Path& build_directory();
/// A directory in the build for what the tool remembers; made if it is missing.
Path notes_directory();

/// A path as somebody in the checkout's root would type it.
std::string as_seen(const Path& path);

/// True if a command that needs root is typed with sudo here: a root of their own may not have it.
bool needs_sudo();

/// The whole of a file; empty if there is none.
std::string text_of(const Path& file);

}  // namespace course
