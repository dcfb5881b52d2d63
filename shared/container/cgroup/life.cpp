// SPDX-License-Identifier: MIT
//
// Who is in a group, how they are ended, and the group removed.
#include "container/cgroup/freezer.hpp"
#include "container/cgroup/group.hpp"
#include "container/cgroup/hierarchy.hpp"
#include "container/cgroup/patience.hpp"
#include "container/cgroup/place.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <set>

namespace container::cgroup {
namespace {

/// The branch that has a way to end all processes: they are in the others as well.
const Branch* killing_branch(const Group& group) {
    const auto* branch = group.v2() ? group.v2() : group.v1("freezer");
    if (!branch && group) branch = &group.branches().front();
    return branch && ::access(branch->path.c_str(), F_OK) == 0 ? branch : nullptr;
}

/// Groups come and go while we look.
void add_processes(const Path& group, std::vector<pid_t>& pids) try {
    for (const auto& pid : words(sys::read_file(group / "cgroup.procs")))
        pids.push_back(std::stoi(pid));
    std::error_code gone;
    for (const auto& entry : std::filesystem::directory_iterator{group, gone})
        if (entry.is_directory(gone)) add_processes(entry.path(), pids);
} catch (const sys::SysError& e) {
    if (e.error() != ENOENT && e.error() != ENODEV) throw;
}

/// v1 knows no cgroup.kill: whoever was forked meanwhile is met in the next round. True if nobody
/// was left.
bool end_all(const Group& group) {
    const auto pids = group.processes();
    for (const auto pid : pids) ::kill(pid, SIGKILL);
    if (!pids.empty()) let_die(group);
    return pids.empty();
}

}  // namespace

std::vector<pid_t> Group::processes() const {
    std::vector<pid_t> pids;
    if (const auto* branch = killing_branch(*this)) add_processes(branch->path, pids);
    return pids;
}

void Group::signal(int number) const {
    std::set<pid_t> told;
    for (bool more = true; more;) {
        more = false;
        for (const auto pid : processes())
            if (told.insert(pid).second) {
                ::kill(pid, number);
                more = true;
            }
    }
}

void Group::kill() const {
    const auto* branch = killing_branch(*this);
    if (!branch) return;
    if (branch->version == 1) {
        poll_until([this] { return end_all(*this); });
        return;
    }
    sys::write_file(branch->path / "cgroup.kill", "1");
    let_die(*this);
}

void Group::remove() const {
    for (const auto& branch : branches_)
        if (!poll_until([&] { return cgroup::remove(branch); }))
            throw sys::SysError{EBUSY, fmt::format("rmdir {}", branch.path.native())};
}

}  // namespace container::cgroup
