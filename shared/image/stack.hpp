// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <optional>
#include <vector>

namespace image {

using Path = std::filesystem::path;

/// A file as a stack of layers shows it: the directory that it is in, open, and what it is.
struct Found {
    sys::Fd directory;
    Path name;
    struct stat info;
};

/// What overlay would show at `path` (relative; "." is the root) of `layers`, the lowest first:
/// nothing if that is missing or hidden.
std::optional<Found> find_in_stack(const std::vector<Path>& layers, const Path& path);

}  // namespace image
