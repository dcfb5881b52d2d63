// SPDX-License-Identifier: MIT
#include "runtime/filesystem/tree.hpp"

#include "container/users/empty_namespace.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>

#include <stdexcept>

namespace runtime {
namespace {

using sys::Fd;

/// What is shared with the host stays so only if that is asked for: or else what the container
/// mounts below it would be the host's, too.
void part_from_host(const oci::Mount& mount, sys::BorrowedFd tree) {
    if (mount.propagation == MS_SHARED) return;
    const std::uint64_t kind = mount.propagation ? MS_SLAVE : MS_PRIVATE;
    sys::mount_setattr(tree, {.recursive = true, .propagation = kind});
}

/// Whose ids those of the files are: the mount's own mappings, or the container's.
Fd ids_of(const oci::Mount& mount, const oci::Config& config) {
    using container::users::empty_namespace;
    if (!mount.uid_mappings.empty())
        return empty_namespace({mount.uid_mappings, mount.gid_mappings});
    for (const auto& one : config.namespaces)
        if (one.flag == CLONE_NEWUSER && !one.path.empty()) return sys::open(one.path, O_RDONLY);
    return empty_namespace({config.uid_mappings, config.gid_mappings});
}

void map_ids(const oci::Mount& mount, const oci::Config& config, sys::BorrowedFd tree) try {
    sys::mount_setattr_idmap(tree, mount.mapped_below ? AT_RECURSIVE : 0, ids_of(mount, config));
} catch (const sys::SysError& e) {
    if (e.error() != EINVAL && e.error() != EPERM) throw;
    throw std::runtime_error{
        fmt::format("the ids of {} cannot be mapped: its file system does not know how, or they "
                    "are mapped already ({})",
                    mount.source, e.what())};
}

void set_attributes(const oci::Mount& mount, sys::BorrowedFd tree) {
    if (mount.set || mount.clear)
        sys::mount_setattr(tree, {.set = mount.set, .clear = mount.clear});
    if (mount.all_set || mount.all_clear)
        sys::mount_setattr(tree,
                           {.recursive = true, .set = mount.all_set, .clear = mount.all_clear});
}

std::string joined(const std::string& one, const std::string& other) {
    return one + (one.empty() || other.empty() ? "" : ",") + other;
}

/// What mode= says, or that of the directory which it covers: /tmp stays everybody's.
std::string data_of(const oci::Mount& mount, sys::BorrowedFd covered) {
    if (mount.type != "tmpfs" || ("," + mount.data).find(",mode=") != std::string::npos)
        return mount.data;
    return joined(fmt::format("mode={:o}", sys::fstat(covered).st_mode & 07777), mount.data);
}

/// In a user namespace, a proc or sysfs can be had only by whoever has the PID or network namespace
/// that it shows, too. For all others there is the host's.
Fd hosts_own(const oci::Mount& mount) {
    Fd tree =
        sys::open_tree("/" + std::string{mount.type == "proc" ? "proc" : "sys"}, AT_RECURSIVE);
    sys::mount_setattr(tree, {.recursive = true, .propagation = MS_PRIVATE});
    sys::mount_setattr(tree, {.set = mount.set});
    return tree;
}

}  // namespace

sys::Fd bind_tree(const oci::Mount& mount, const Path& bundle, const oci::Config& config) {
    Fd tree = sys::open_tree(bundle / mount.source, mount.recursive ? AT_RECURSIVE : 0);
    part_from_host(mount, tree);
    if (mount.mapped) map_ids(mount, config, tree);
    set_attributes(mount, tree);
    return tree;
}

sys::Fd new_tree(const oci::Mount& mount, sys::BorrowedFd covered) try {
    if (mount.mapped) throw std::runtime_error{"ids can be mapped of a bind alone"};
    const auto source = mount.source.empty() ? mount.type : mount.source;
    const bool readonly = (mount.set & MOUNT_ATTR_RDONLY) && !is_readonly_later(mount);
    // Of a disk that cannot be written, not even the file system may want to: "ro" is for it, too.
    const auto data = joined(data_of(mount, covered), readonly ? "ro" : "");
    const auto set =
        is_readonly_later(mount) ? mount.set & ~std::uint64_t{MOUNT_ATTR_RDONLY} : mount.set;
    return sys::fsmount(mount.type, data, set | mount.all_set, source);
} catch (const sys::SysError& e) {
    if (e.error() != EPERM || (mount.type != "proc" && mount.type != "sysfs")) throw;
    return hosts_own(mount);
}

void finish(const oci::Mount& mount, sys::BorrowedFd tree) {
    if (mount.remount) {
        if (!mount.data.empty()) sys::reconfigure(tree, mount.data);
        set_attributes(mount, tree);
    }
    if (mount.propagation)
        sys::mount_setattr(
            tree, {.recursive = mount.propagation_recursive, .propagation = mount.propagation});
}

bool is_readonly_later(const oci::Mount& mount) {
    return mount.type == "tmpfs" && !mount.remount &&
           ((mount.set | mount.all_set) & MOUNT_ATTR_RDONLY);
}

}  // namespace runtime
