// SPDX-License-Identifier: MIT
#include "container/overlay/refusal.hpp"

#include <fmt/format.h>
#include <linux/magic.h>
#include <sys/vfs.h>

#include <stdexcept>

namespace container::overlay {
namespace {

/// Of those that people have: a container in a container, a home on the network.
const char* unable(const Path& directory) {
    struct statfs info {};
    if (::statfs(directory.c_str(), &info) == -1) return nullptr;
    switch (info.f_type) {
        case OVERLAYFS_SUPER_MAGIC:
            return "an overlay itself";
        case NFS_SUPER_MAGIC:
            return "NFS";
        case MSDOS_SUPER_MAGIC:
            return "FAT";
        default:
            return nullptr;
    }
}

}  // namespace

void explain_refusal(const sys::SysError& error, const Path& changes) {
    if (const char* type = error.error() == EINVAL ? unable(changes) : nullptr)
        throw std::runtime_error{fmt::format(
            "{} is on {}, which cannot hold what a container changes: name a directory on another "
            "file system with --root",
            changes.native(), type)};
    throw error;
}

}  // namespace container::overlay
