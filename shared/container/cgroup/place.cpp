// SPDX-License-Identifier: MIT
#include "container/cgroup/place.hpp"

#include "container/cgroup/v1.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/trace.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

namespace container::cgroup {
namespace {

bool may_write(const Path& path) {
    return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0;
}

/// cgroups(7), "Delegation": who may write to these may divide the group.
bool is_ours(const Path& group, int version) {
    return may_write(group) && may_write(group / "cgroup.procs") &&
           (version == 1 || may_write(group / "cgroup.subtree_control"));
}

/// On a directory that we have made: xattr(7). It is there as long as the directory is, whatever
/// becomes of those who made it.
constexpr auto mark = "user.workbook";

bool is_marked(const Path& group) {
    return ::getxattr(group.c_str(), mark, nullptr, 0) >= 0;
}

// As sys::mkdir, but what is expected to fail here costs no exception.

int mkdir(const Path& path) {
    const sys::trace::Call call{"mkdir", path.native()};
    return ::mkdir(path.c_str(), 0755);
}

bool remove_directory(const Path& path) {
    const sys::trace::Call call{"rmdir", path.native()};
    return ::rmdir(path.c_str()) == 0;
}

/// False if it is there already.
bool make_directory(const Path& path) {
    if (mkdir(path) == -1) {
        if (errno == EEXIST) return false;
        sys::check(-1, "mkdir {}", path.native());
    }
    sys::check(::setxattr(path.c_str(), mark, "", 0, 0), "setxattr {} {}", path.native(), mark);
    return true;
}

/// A group of ours that was left behind may have limits still, and is made anew. False if the group
/// is somebody else's.
bool make_own(const Path& path) {
    while (!make_directory(path)) {
        if (is_marked(path) && (remove_directory(path) || errno == ENOENT)) continue;
        if (is_marked(path) || !sys::read_file(path / "cgroup.procs").empty())
            throw std::runtime_error{fmt::format(
                "{}: a cgroup of that name has processes: choose another name", path.native())};
        return false;
    }
    return true;
}

void make_above(const Path& path, bool cpuset) {
    bool made = false;
    try {
        made = make_directory(path);
    } catch (const sys::SysError& e) {
        if (e.error() != ENOENT) throw;  // the one above is missing as well
        make_above(path.parent_path(), cpuset);
        made = make_directory(path);
    }
    if (!cpuset) return;
    v1::fill_cpuset(path);
    if (made) v1::hand_on_cpuset(path);
}

/// EBUSY, ENOTEMPTY: there are other containers.
void remove_above(Path group) {
    do group = group.parent_path();
    while (is_marked(group) && remove_directory(group));
}

/// A container that sees its group can divide it.
bool remove_tree(const Path& group) {
    if (remove_directory(group) || errno == ENOENT) return true;
    if (errno != EBUSY && errno != ENOTEMPTY) sys::check(-1, "rmdir {}", group.native());
    std::error_code gone;
    for (const auto& entry : std::filesystem::directory_iterator{group, gone})
        if (entry.is_directory(gone)) remove_tree(entry.path());
    return remove_directory(group) || errno == ENOENT;
}

}  // namespace

std::optional<Path> delegated_group(const Hierarchy& hierarchy) {
    if (is_ours(hierarchy.mount_point, hierarchy.version)) return hierarchy.mount_point;
    Path group = hierarchy.mount_point;
    for (const auto& part : own_group(hierarchy).lexically_relative(hierarchy.mount_point)) {
        group /= part;
        if (is_ours(group, hierarchy.version)) return group;
    }
    return std::nullopt;
}

std::optional<Path> group_at(const Hierarchy& hierarchy, const Path& place) {
    const auto ours = delegated_group(hierarchy);
    if (!ours) return std::nullopt;
    const Path whole = hierarchy.mount_point / place.relative_path();
    const Path rest = whole.lexically_relative(*ours);
    const bool is_below = !rest.empty() && *rest.begin() != ".." && rest != ".";
    return place.is_absolute() && is_below ? whole : *ours / place.relative_path();
}

void make(Branch& branch) {
    constexpr int attempts = 100;
    const bool cpuset = contains(branch.controllers, "cpuset");
    for (int attempt = 1;; ++attempt) try {
            make_above(branch.path.parent_path(), cpuset);
            branch.taken = !make_own(branch.path);
            if (cpuset) v1::fill_cpuset(branch.path);
            return;
        } catch (const sys::SysError& e) {
            remove_above(branch.path);
            // A container that was the last of its group took the group along just now.
            if (e.error() != ENOENT || attempt == attempts) throw;
        } catch (...) {
            remove_above(branch.path);
            throw;
        }
}

bool remove(const Branch& branch) {
    if (!branch.taken && !remove_tree(branch.path)) return false;
    remove_above(branch.path);
    return true;
}

}  // namespace container::cgroup
