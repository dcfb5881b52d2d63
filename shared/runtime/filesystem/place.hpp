// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>

/// Where in a container's file system something goes.
///
/// An image, or another container that shares a volume with this one, may have put a symlink on the
/// way, or put one there at this very moment (CVE-2021-30465). So no path is looked up twice, and
/// none by its name alone: each becomes a descriptor, by openat2(2), which takes symlinks and ".."
/// as the container would; and on that descriptor the work is done.
namespace runtime {

using Path = std::filesystem::path;

enum class Kind { directory, file };

/// Opens `path` of the directory `root` (O_PATH); nothing if there is no such file. `resolve` says
/// how far it may lead, beside RESOLVE_IN_ROOT.
std::optional<sys::Fd> find_in(sys::BorrowedFd root, const Path& path, std::uint64_t resolve = 0);

/// The same, and what is missing is made: directories, and at the end an empty file if that is the
/// kind. A symlink that leads to nothing has that made which it leads to.
sys::Fd place_in(sys::BorrowedFd root, const Path& path, Kind kind);

/// A directory without a symlink on the way to it, which is made if it is missing: for what must be
/// exactly where it seems to be (CVE-2019-19921, CVE-2023-27561).
sys::Fd plain_place_in(sys::BorrowedFd root, const Path& path);

/// The number of the mount that an open file is on: statx(2).
std::uint64_t mount_id(sys::BorrowedFd file);

}  // namespace runtime
