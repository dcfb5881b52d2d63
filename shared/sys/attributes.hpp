// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <sys/stat.h>
#include <sys/types.h>

#include <ctime>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// What a file has beside its content: the system calls, under their own names. Each throws
/// SysError. `name` in an open directory is never followed if it is a symlink.
namespace sys {

using Path = std::filesystem::path;

/// fstatat(2); nothing if there is no such file.
std::optional<struct stat> fstatat(BorrowedFd directory, const Path& name);
/// fchownat(2).
void fchownat(BorrowedFd directory, const Path& name, uid_t user, gid_t group);
/// fchmodat(2). Not for symlinks, which have no permissions.
void fchmodat(BorrowedFd directory, const Path& name, mode_t mode);
/// utimensat(2), of the modification time alone.
void utimensat(BorrowedFd directory, const Path& name, const timespec& mtime);

/// setxattr(2).
void setxattr(BorrowedFd directory, const Path& name, const std::string& attribute,
              std::string_view value);
/// getxattr(2); nothing if the file has none of that name.
std::optional<std::string> getxattr(BorrowedFd directory, const Path& name,
                                    const std::string& attribute);
/// listxattr(2).
std::vector<std::string> listxattr(BorrowedFd directory, const Path& name);

}  // namespace sys
