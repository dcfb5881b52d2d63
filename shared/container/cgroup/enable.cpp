// SPDX-License-Identifier: MIT
//
// What v2 asks before a controller can be used in a group.
#include "container/cgroup/place.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

namespace container::cgroup {
namespace {

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

[[noreturn]] void refuse(const Path& group, const std::string& controller) {
    const auto there = sys::read_file(group / "cgroup.controllers");
    throw std::runtime_error{fmt::format(
        "there is no cgroup controller {} here: no v1 hierarchy is mounted with it, and "
        "{}/cgroup.controllers has only: {}",
        controller, group.native(), there.substr(0, there.find('\n')))};
}

void hand_on(const Path& group, const std::string& controller) {
    if (contains(words(sys::read_file(group / "cgroup.subtree_control")), controller)) return;
    try {
        sys::write_file(group / "cgroup.subtree_control", "+" + controller);
    } catch (const sys::SysError& e) {
        explain(group, controller, e);
    }
}

/// What has no such file is above all that is seen, and what may not be written is not ours.
bool can_hand_on(const Path& group) {
    const auto file = group / "cgroup.subtree_control";
    return ::faccessat(AT_FDCWD, file.c_str(), W_OK, AT_EACCESS) == 0;
}

void enable_in(const Path& group, const std::string& controller) {
    if (contains(words(sys::read_file(group / "cgroup.controllers")), controller)) return;
    const Path above = group.parent_path();
    if (!can_hand_on(above)) refuse(group, controller);
    enable_in(above, controller);
    hand_on(above, controller);
}

}  // namespace

void enable(const Branch& branch, const std::string& controller) {
    enable_in(branch.path, controller);
}

bool is_available(const Branch& branch, const std::string& controller) {
    Path top = branch.path;
    while (can_hand_on(top.parent_path())) top = top.parent_path();
    return contains(words(sys::read_file(top / "cgroup.controllers")), controller);
}

}  // namespace container::cgroup
