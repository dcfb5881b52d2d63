// SPDX-License-Identifier: MIT
#pragma once

#include "oci/config.hpp"
#include "sys/fd.hpp"

#include <sys/types.h>

#include <filesystem>

namespace runtime {

using Path = std::filesystem::path;

/// A copy of what `mount` binds, hanging nowhere yet, with its attributes and its ids mapped. Runs
/// on the host, whose paths these are, and which has the right to map ids; and while its mounts
/// still know those of which they are copies, for "shared" and "slave".
sys::Fd bind_tree(const oci::Mount& mount, const Path& bundle, const oci::Config& config);

/// A new file system, hanging nowhere yet. `covered` is what it will hang on. Runs in the
/// container's namespaces: what proc, sysfs and mqueue show is theirs.
sys::Fd new_tree(const oci::Mount& mount, sys::BorrowedFd covered);

/// All that may come only when it hangs in its place: its propagation, and attributes of what is
/// there already ("remount"). Not yet, for a tmpfs: "ro".
void finish(const oci::Mount& mount, sys::BorrowedFd tree);

/// In a read-only tmpfs, nothing could be made that later mounts are to hang on.
bool is_readonly_later(const oci::Mount& mount);

}  // namespace runtime
