// SPDX-License-Identifier: MIT
#include "oci/mount_options.hpp"

#include "oci/mount_effects.hpp"

#include <sys/mount.h>

#include <algorithm>
#include <array>

namespace oci {
namespace {

using namespace effects;

/// What an option does to a Mount.
struct Option {
    std::string_view name;
    void (*apply)(Mount& mount, std::uint64_t value);
    std::uint64_t value = 0;
};

/// runtime-spec config.md, "Linux mount options". What is not here goes to the file system.
constexpr auto known_options = std::to_array<Option>({
    {"atime", access_time},
    {"bind", bind, 0},
    {"defaults", nothing},
    {"dev", clear, MOUNT_ATTR_NODEV},
    {"diratime", clear, MOUNT_ATTR_NODIRATIME},
    {"exec", clear, MOUNT_ATTR_NOEXEC},
    {"idmap", map_ids, 0},
    {"iversion", nothing},  // fsconfig(2) knows neither: what counts versions does so unasked
    {"loud", nothing},      // nor these: what it has to say goes to its own log
    {"noatime", access_time, MOUNT_ATTR_NOATIME},
    {"nodev", set, MOUNT_ATTR_NODEV},
    {"nodiratime", set, MOUNT_ATTR_NODIRATIME},
    {"noexec", set, MOUNT_ATTR_NOEXEC},
    {"noiversion", nothing},
    {"norelatime", access_time},
    {"nostrictatime", access_time},
    {"nosuid", set, MOUNT_ATTR_NOSUID},
    {"nosymfollow", set, MOUNT_ATTR_NOSYMFOLLOW},
    {"private", propagate, MS_PRIVATE},
    {"ratime", all_access_times},
    {"rbind", bind, 1},
    {"rdev", clear_all, MOUNT_ATTR_NODEV},
    {"rdiratime", clear_all, MOUNT_ATTR_NODIRATIME},
    {"relatime", access_time},
    {"remount", remount},
    {"rexec", clear_all, MOUNT_ATTR_NOEXEC},
    {"ridmap", map_ids, 1},
    {"rnoatime", all_access_times, MOUNT_ATTR_NOATIME},
    {"rnodev", set_all, MOUNT_ATTR_NODEV},
    {"rnodiratime", set_all, MOUNT_ATTR_NODIRATIME},
    {"rnoexec", set_all, MOUNT_ATTR_NOEXEC},
    {"rnorelatime", all_access_times},
    {"rnostrictatime", all_access_times},
    {"rnosuid", set_all, MOUNT_ATTR_NOSUID},
    {"rnosymfollow", set_all, MOUNT_ATTR_NOSYMFOLLOW},
    {"ro", set, MOUNT_ATTR_RDONLY},
    {"rprivate", propagate, MS_PRIVATE | MS_REC},
    {"rrelatime", all_access_times},
    {"rro", set_all, MOUNT_ATTR_RDONLY},
    {"rrw", clear_all, MOUNT_ATTR_RDONLY},
    {"rshared", propagate, MS_SHARED | MS_REC},
    {"rslave", propagate, MS_SLAVE | MS_REC},
    {"rstrictatime", all_access_times, MOUNT_ATTR_STRICTATIME},
    {"rsuid", clear_all, MOUNT_ATTR_NOSUID},
    {"rsymfollow", clear_all, MOUNT_ATTR_NOSYMFOLLOW},
    {"runbindable", propagate, MS_UNBINDABLE | MS_REC},
    {"rw", clear, MOUNT_ATTR_RDONLY},
    {"shared", propagate, MS_SHARED},
    {"silent", nothing},
    {"slave", propagate, MS_SLAVE},
    {"strictatime", access_time, MOUNT_ATTR_STRICTATIME},
    {"suid", clear, MOUNT_ATTR_NOSUID},
    {"symfollow", clear, MOUNT_ATTR_NOSYMFOLLOW},
    {"tmpcopyup", copy_up},
    {"unbindable", propagate, MS_UNBINDABLE},
});

/// Also known, and part of a Mount's data: the kernel takes these for every file system, as flags
/// of its superblock (fs/fs_context.c there). A bind has no superblock of its own to set them on.
constexpr auto superblock_options = std::to_array<std::string_view>(
    {"async", "dirsync", "lazytime", "mand", "nolazytime", "nomand", "sync"});

constexpr bool is_before(const Option& one, const Option& other) {
    return one.name < other.name;
}
static_assert(std::is_sorted(known_options.begin(), known_options.end(), is_before));

const Option* find(std::string_view name) {
    const auto* found = std::lower_bound(known_options.begin(), known_options.end(),
                                         Option{name, nothing}, is_before);
    return found != known_options.end() && found->name == name ? &*found : nullptr;
}

}  // namespace

std::optional<std::uint64_t> propagation_of(std::string_view name) {
    const Option* option = find(name);
    if (!option || option->apply != propagate) return std::nullopt;
    return option->value;
}

bool apply_option(Mount& mount, std::string_view name) {
    const Option* option = find(name);
    if (option) option->apply(mount, option->value);
    return option != nullptr;
}

std::vector<std::string_view> known_mount_options() {
    std::vector<std::string_view> names{superblock_options.begin(), superblock_options.end()};
    for (const auto& option : known_options) names.push_back(option.name);
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace oci
