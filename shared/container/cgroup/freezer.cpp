// SPDX-License-Identifier: MIT
//
// How a group's processes are stopped where they are.
#include "container/cgroup/freezer.hpp"

#include "container/cgroup/patience.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <stdexcept>

namespace container::cgroup {
namespace {

/// A v1 group stands still in a file of the freezer's, a v2 group in a file of its own.
struct Freezer {
    int version;
    Path group, control;
    const char *freeze, *thaw;
    Path state;
    const char* frozen;
};

Freezer freezer(const Branch& branch) {
    const auto& path = branch.path;
    if (branch.version == 2)
        return {2, path, path / "cgroup.freeze", "1", "0", path / "cgroup.events", "frozen 1"};
    const auto file = path / "freezer.state";
    return {1, path, file, "FROZEN", "THAWED", file, "FROZEN"};
}

/// Where there are both, v2's comes first: who stands still there can be killed. Others who stop
/// a container may know of v1's alone.
std::vector<Freezer> freezers(const Group& group) {
    std::vector<Freezer> all;
    if (const auto* v2 = group.v2()) all.push_back(freezer(*v2));
    if (const auto* v1 = group.v1("freezer")) all.push_back(freezer(*v1));
    if (all.empty()) throw std::runtime_error{"no cgroup hierarchy here can stop processes"};
    return all;
}

bool stands_still(const Freezer& freezer) {
    return sys::read_file(freezer.state).find(freezer.frozen) != std::string::npos;
}

/// A frozen group stops all that are below it, too.
bool is_held_from_above(const Freezer& freezer) {
    if (freezer.version == 1)
        return sys::read_file(freezer.group / "freezer.parent_freezing") == "1\n";
    Path above = freezer.group;
    for (;;) {
        above = above.parent_path();
        const auto file = above / "cgroup.freeze";
        if (::access(file.c_str(), F_OK) != 0) return false;  // the root cannot stand still
        if (sys::read_file(file) == "1\n") return true;
    }
}

void thaw(const Freezer& freezer) {
    sys::write_file(freezer.control, freezer.thaw);
    if (!stands_still(freezer)) return;
    if (is_held_from_above(freezer))
        throw std::runtime_error{fmt::format(
            "{}: a group above it is frozen, and holds this one: whoever froze that must thaw it",
            freezer.group.native())};
    poll_until([&] { return !stands_still(freezer); });
}

}  // namespace

void Group::freeze() const {
    const auto file = freezers(*this).front();
    // v1 may stay FREEZING when a process forks at the wrong moment, and wants to be asked again.
    const bool stopped = poll_until([&] {
        sys::write_file(file.control, file.freeze);
        return stands_still(file);
    });
    if (stopped) return;
    sys::write_file(file.control, file.thaw);
    throw std::runtime_error{fmt::format(
        "{}: not every process could be stopped: one is in uninterruptible sleep, state D in ps",
        file.group.native())};
}

void Group::thaw() const {
    for (const auto& file : freezers(*this)) cgroup::thaw(file);
}

void let_die(const Group& group) {
    const auto* v1 = group.v1("freezer");
    if (v1 && stands_still(freezer(*v1))) thaw(freezer(*v1));
}

bool Group::is_frozen() const {
    if (!v2() && !v1("freezer")) return false;
    for (const auto& file : freezers(*this))
        if (stands_still(file)) return true;
    return false;
}

}  // namespace container::cgroup
