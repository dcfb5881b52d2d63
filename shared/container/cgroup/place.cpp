// SPDX-License-Identifier: MIT
#include "container/cgroup/place.hpp"

#include "container/cgroup/v1.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
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

/// Somebody's group of that name may be left from a machine state we know nothing of: if it is
/// empty, nobody misses it.
bool make_directory(const Path& path) {
    for (;;) {
        if (::mkdir(path.c_str(), 0755) == 0) return true;
        if (errno == ENOENT) return false;  // the last container took `workbook` along just now
        if (errno != EEXIST) sys::check(-1, "mkdir {}", path.native());
        if (::rmdir(path.c_str()) == -1 && errno != ENOENT)
            throw std::runtime_error{fmt::format(
                "{}: a cgroup of that name has processes: choose another --name", path.native())};
    }
}

/// Why `group` does not hand on `controller`, though it has it.
[[noreturn]] void explain(const Path& group, const std::string& controller,
                          const sys::SysError& error) {
    if (error.error() == EBUSY)
        throw std::runtime_error{fmt::format(
            "{0}: cannot hand the controller {1} on to groups below, because it has processes of "
            "its own (cgroups(7), \"no internal processes\"): move them into a group below it, or "
            "start this in a group of its own: systemd-run --scope -p Delegate=yes ...",
            group.native(), controller)};
    throw error;
}

void hand_on(const Path& group, const std::string& controller) {
    if (contains(words(sys::read_file(group / "cgroup.subtree_control")), controller)) return;
    const auto there = sys::read_file(group / "cgroup.controllers");
    if (!contains(words(there), controller))
        throw std::runtime_error{fmt::format(
            "there is no cgroup controller {} here: no v1 hierarchy is mounted with it, and "
            "{}/cgroup.controllers has only: {}",
            controller, group.native(), there.substr(0, there.find('\n')))};
    try {
        sys::write_file(group / "cgroup.subtree_control", "+" + controller);
    } catch (const sys::SysError& e) {
        explain(group, controller, e);
    }
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

void make(const Branch& branch) {
    const Path all = branch.path.parent_path();
    try {
        do {
            if (::mkdir(all.c_str(), 0755) == -1 && errno != EEXIST)
                sys::check(-1, "mkdir {}", all.native());
            if (contains(branch.controllers, "cpuset")) v1::fill_cpuset(all);
        } while (!make_directory(branch.path));
    } catch (...) {
        ::rmdir(all.c_str());  // ENOTEMPTY: there are other containers
        throw;
    }
}

void enable(const Branch& branch, const std::string& controller) {
    if (contains(words(sys::read_file(branch.path / "cgroup.controllers")), controller)) return;
    const Path all = branch.path.parent_path();
    hand_on(all.parent_path(), controller);
    hand_on(all, controller);
}

}  // namespace container::cgroup
