// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <filesystem>
#include <string>

namespace image {

using Path = std::filesystem::path;

/// The path of a layer's entry, "." for the root itself and without "." elsewhere. Throws if it is
/// absolute, empty, or has ".." in it.
Path entry_path(const std::string& text);

/// Opens the directory `path` below `root` (O_PATH): no symlink leads out, openat2(2). -1 if there
/// is none.
int open_beneath(sys::BorrowedFd root, const Path& path);

/// Throws what is wrong with the entry.
[[noreturn]] void refuse_entry(const std::string& entry, const std::string& reason);

}  // namespace image
