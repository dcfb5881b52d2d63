// SPDX-License-Identifier: MIT
#pragma once

#include "sys/fd.hpp"

#include <sys/mount.h>

#include <cstdint>
#include <filesystem>
#include <string>

/// Mounts: the system calls, under their own names. Each throws SysError.
namespace sys {

using Path = std::filesystem::path;

/// mount(2). `type` may be null for a bind, a remount, or a change of propagation.
void mount(const Path& source, const Path& target, const char* type, unsigned long flags,
           const std::string& data = {});
/// umount2(2).
void umount2(const Path& target, int flags);
/// pivot_root(2): `new_root` becomes "/", and the old root is found at `put_old`.
void pivot_root(const Path& new_root, const Path& put_old);

/// fsopen(2), fsconfig(2) and fsmount(2) in one: a new filesystem that hangs nowhere yet.
/// `data` is "key=value,flag", as mount(2) takes it; `attributes` are MOUNT_ATTR_* bits. `source`
/// is the name that proc_pid_mountinfo(5) shows, and for a file system on a disk, which disk.
Fd fsmount(const std::string& type, const std::string& data, std::uint64_t attributes,
           const std::string& source = {});
/// open_tree(2) with OPEN_TREE_CLONE: a copy of the mount at `path` that hangs nowhere yet,
/// with AT_RECURSIVE in `flags` together with all that is mounted below it.
Fd open_tree(const Path& path, unsigned flags);
/// The same of what is open already: no name can lead elsewhere by then.
Fd open_tree(BorrowedFd file, unsigned flags);
/// mount_setattr(2) on an open mount: attributes to set, and the propagation if not 0.
/// With AT_RECURSIVE in `flags`, for every mount below it too.
void mount_setattr(BorrowedFd mount, unsigned flags, std::uint64_t attributes,
                   std::uint64_t propagation = 0);
/// What is to change of a mount, and if `recursive` of all that is mounted below it.
struct MountChange {
    bool recursive = false;
    std::uint64_t set = 0, clear = 0;  ///< MOUNT_ATTR_*
    std::uint64_t propagation = 0;     ///< MS_PRIVATE, ...; 0: none.
};
/// mount_setattr(2) again, with all that it can do but for ids.
void mount_setattr(BorrowedFd mount, const MountChange& change);
/// The same with MOUNT_ATTR_IDMAP, on a copy that hangs nowhere yet: the ids that are stored are
/// taken for ids inside `user_namespace`.
void mount_setattr_idmap(BorrowedFd mount, unsigned flags, BorrowedFd user_namespace);
/// fspick(2) and fsconfig(2): the file system that `mount` is of gets these options.
void reconfigure(BorrowedFd mount, const std::string& data);
/// move_mount(2): hangs an open `mount` on the open file or directory `target`.
void move_mount(BorrowedFd mount, BorrowedFd target);

}  // namespace sys
