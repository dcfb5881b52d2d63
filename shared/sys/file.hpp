// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <sys/stat.h>
#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

/// Files and directories: the system calls, under their own names. Each throws SysError.
///
/// A wrapper on this floor adds no policy: who knows `man 2 mkdir` knows sys::mkdir. Every
/// descriptor is born close-on-exec, so a program we execute inherits none by accident.
namespace sys {

using Path = std::filesystem::path;

/// open(2), with O_CLOEXEC.
Fd open(const Path& path, int flags, mode_t mode = 0);
/// openat(2), with O_CLOEXEC.
Fd openat(BorrowedFd directory, const Path& path, int flags, mode_t mode = 0);
/// openat2(2), with O_CLOEXEC: `resolve` says how far a path may lead (RESOLVE_IN_ROOT, ...).
Fd openat2(BorrowedFd directory, const Path& path, int flags, std::uint64_t resolve);
/// fstat(2).
struct stat fstat(BorrowedFd file);
/// mkdir(2).
void mkdir(const Path& path, mode_t mode);
/// The same for each directory of the path that is missing.
void make_directories(const Path& path, mode_t mode);
/// mkdtemp(3): a new directory, whose name is `prefix` and six more characters.
Path mkdtemp(const Path& prefix);
/// mkdirat(2).
void mkdirat(BorrowedFd directory, const Path& name, mode_t mode);
/// mknodat(2); `device` as makedev(3) packs it.
void mknodat(BorrowedFd directory, const Path& name, mode_t mode, dev_t device);
/// symlinkat(2): `name` will lead to `target`.
void symlinkat(const Path& target, BorrowedFd directory, const Path& name);
/// linkat(2): `new_name` becomes another name of `old_name`, which is not followed.
void linkat(BorrowedFd old_directory, const Path& old_name, BorrowedFd new_directory,
            const Path& new_name);
/// unlinkat(2), with AT_REMOVEDIR in `flags` for a directory.
void unlinkat(BorrowedFd directory, const Path& name, int flags = 0);
/// realpath(3).
Path realpath(const Path& path);
/// getcwd(3). A working directory outside the root is ENOENT.
Path getcwd();
/// chdir(2).
void chdir(const Path& directory);
/// fchdir(2).
void fchdir(BorrowedFd directory);
/// chroot(2). The working directory stays where it was.
void chroot(const Path& root);
/// dup2(2): `number` becomes a second name of `file`, without close-on-exec.
void dup2(BorrowedFd file, int number);
/// flock(2), retried when a signal interrupts it.
void flock(BorrowedFd file, int operation);

/// The whole of a file.
std::string read_file(const Path& path);
/// The same of a regular file, where a short read is the last; nothing if there is no such file.
std::optional<std::string> try_read_file(const Path& path);
/// Writes `text` to a file that is there, in one write(2): how the kernel's own files take a value.
void write_file(const Path& path, std::string_view text);
/// Writes all of `text` with as many write(2) as that takes.
void write_all(BorrowedFd file, std::string_view text);

}  // namespace sys
