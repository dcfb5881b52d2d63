// SPDX-License-Identifier: MIT
//
// How a group's processes are stopped, ended, and the group removed.
#include "container/cgroup/group.hpp"
#include "container/cgroup/hierarchy.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <functional>
#include <stdexcept>
#include <thread>

namespace container::cgroup {
namespace {

using namespace std::chrono_literals;

/// A process in uninterruptible sleep, such as one waiting for a dead disk, can keep us this long.
constexpr auto patience = 10s;

bool poll_until(const std::function<bool()>& done) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    std::chrono::microseconds pause = 50us;
    while (!done()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(pause);
        if (pause < 5ms) pause *= 2;
    }
    return true;
}

/// A v1 group stands still in a file of the freezer's, a v2 group in a file of its own.
struct Freezer {
    Path control;
    const char* freeze;
    const char* thaw;
    Path state;
    const char* frozen;
};

Freezer freezer(const Group& group) {
    if (const auto* v2 = group.v2())
        return {v2->path / "cgroup.freeze", "1", "0", v2->path / "cgroup.events", "frozen 1"};
    const auto* v1 = group.v1("freezer");
    if (!v1) throw std::runtime_error{"no cgroup hierarchy here can stop processes"};
    return {v1->path / "freezer.state", "FROZEN", "THAWED", v1->path / "freezer.state", "FROZEN"};
}

bool stands_still(const Freezer& freezer) {
    return sys::read_file(freezer.state).find(freezer.frozen) != std::string::npos;
}

/// The branch that has a way to end all processes: they are in the others as well.
const Branch* killing_branch(const Group& group) {
    const auto* branch = group.v2() ? group.v2() : group.v1("freezer");
    if (!branch && group) branch = &group.branches().front();
    return branch && ::access(branch->path.c_str(), F_OK) == 0 ? branch : nullptr;
}

/// v1 knows no cgroup.kill: whoever was forked meanwhile is met in the next round. What is frozen
/// there dies when it is thawed. True if nobody was left.
bool end_all(const Branch& branch) {
    const auto pids = words(sys::read_file(branch.path / "cgroup.procs"));
    for (const auto& pid : pids) ::kill(std::stoi(pid), SIGKILL);
    if (!pids.empty() && contains(branch.controllers, "freezer"))
        sys::write_file(branch.path / "freezer.state", "THAWED");
    return pids.empty();
}

/// True if it is gone.
bool try_remove(const Branch& branch) {
    if (::rmdir(branch.path.c_str()) == 0 || errno == ENOENT) return true;
    if (errno == EBUSY) return false;  // the last process is not quite gone
    sys::check(-1, "rmdir {}", branch.path.native());
    return false;
}

}  // namespace

void Group::freeze() const {
    const auto file = freezer(*this);
    // v1 may stay FREEZING when a process forks at the wrong moment, and wants to be asked again.
    const bool stopped = poll_until([&] {
        sys::write_file(file.control, file.freeze);
        return stands_still(file);
    });
    if (stopped) return;
    sys::write_file(file.control, file.thaw);
    throw std::runtime_error{fmt::format(
        "{}: not every process could be stopped: one is in uninterruptible sleep, state D in ps",
        file.control.parent_path().native())};
}

void Group::thaw() const {
    const auto file = freezer(*this);
    sys::write_file(file.control, file.thaw);
    poll_until([&] { return !stands_still(file); });
}

bool Group::is_frozen() const {
    return (v2() || v1("freezer")) && stands_still(freezer(*this));
}

void Group::kill() const {
    const auto* branch = killing_branch(*this);
    if (!branch) return;
    if (branch->version == 2) return sys::write_file(branch->path / "cgroup.kill", "1");
    poll_until([branch] { return end_all(*branch); });
}

void Group::remove() const {
    for (const auto& branch : branches_) {
        if (!poll_until([&] { return try_remove(branch); }))
            throw sys::SysError{EBUSY, fmt::format("rmdir {}", branch.path.native())};
        ::rmdir(branch.path.parent_path().c_str());  // EBUSY, ENOTEMPTY: there are other containers
    }
}

}  // namespace container::cgroup
