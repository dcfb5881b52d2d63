// SPDX-License-Identifier: MIT
#pragma once

#include "oci/config.hpp"

#include <sys/mount.h>

/// What a mount option can do to a Mount; what comes later wins.
namespace oci::effects {

inline void nothing(Mount&, std::uint64_t) {}

/// An attribute is to be set, or to be cleared, or neither: never both.
inline void move(std::uint64_t attribute, std::uint64_t& from, std::uint64_t& to) {
    from &= ~attribute;
    to |= attribute;
}

inline void set(Mount& mount, std::uint64_t attribute) {
    move(attribute, mount.clear, mount.set);
}
inline void clear(Mount& mount, std::uint64_t attribute) {
    move(attribute, mount.set, mount.clear);
}
inline void set_all(Mount& mount, std::uint64_t attribute) {
    move(attribute, mount.all_clear, mount.all_set);
}
inline void clear_all(Mount& mount, std::uint64_t attribute) {
    move(attribute, mount.all_set, mount.all_clear);
}

/// How access times are noted is one number, not a bit each: to set one, all must be cleared.
/// MOUNT_ATTR_RELATIME is 0, and the kernel's own choice.
inline void access_time(Mount& mount, std::uint64_t attribute) {
    clear(mount, MOUNT_ATTR__ATIME);
    mount.set |= attribute;
}
inline void all_access_times(Mount& mount, std::uint64_t attribute) {
    clear_all(mount, MOUNT_ATTR__ATIME);
    mount.all_set |= attribute;
}

inline void bind(Mount& mount, std::uint64_t recursive) {
    mount.type = "bind";
    mount.recursive = recursive != 0;
}
inline void remount(Mount& mount, std::uint64_t) {
    mount.remount = true;
}
inline void copy_up(Mount& mount, std::uint64_t) {
    mount.copy_up = true;
}
inline void map_ids(Mount& mount, std::uint64_t below) {
    mount.mapped = true;
    mount.mapped_below = below != 0;
}
inline void propagate(Mount& mount, std::uint64_t kind) {
    mount.propagation = kind & ~static_cast<std::uint64_t>(MS_REC);
    mount.propagation_recursive = (kind & MS_REC) != 0;
}

}  // namespace oci::effects
