// SPDX-License-Identifier: MIT
#include "container/cgroup/group.hpp"

#include "container/cgroup/hierarchy.hpp"
#include "container/cgroup/place.hpp"
#include "container/cgroup/v1.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <stdexcept>

namespace container::cgroup {
namespace {

/// The file of the container's state with a line for each branch: VERSION CONTROLLERS TAKEN PATH.
constexpr auto state_file = "cgroup";

std::string line(const Branch& branch) {
    std::string controllers;
    for (const auto& name : branch.controllers) controllers += "," + name;
    return fmt::format("{} ,{} {:d} {}\n", branch.version, controllers, branch.taken,
                       branch.path.native());
}

/// Whoever writes a config.json says where.
Path place_of(const State& state) {
    const auto said = state.read("cgroup-path");
    return said.empty() ? Path{"workbook"} / state.name() : Path{said};
}

std::vector<Branch> plan(const State& state) {
    std::vector<Branch> branches;
    const auto place = place_of(state);
    if (place == "none") return branches;
    for (const auto& hierarchy : hierarchies())
        if (const auto group = group_at(hierarchy, place))
            branches.push_back({hierarchy.version, hierarchy.controllers, *group});
    return branches;
}

void note(const State& state, const std::vector<Branch>& branches) {
    std::string lines;
    for (const auto& branch : branches) lines += line(branch);
    state.write(state_file, lines);
}

/// The controllers that count what `stats` shows. Another one is enabled when there is a limit.
void enable_usual(const Branch& branch) {
    for (const auto* controller : {"cpu", "memory", "pids"}) try {
            if (is_available(branch, controller)) enable(branch, controller);
        } catch (const std::runtime_error&) {  // whoever sets a limit will be told why
        }
}

/// In a frozen group, a new process would stand still before its first instruction.
void require_thawed(const Branch& branch) {
    const bool v2 = branch.version == 2;
    if (!v2 && !contains(branch.controllers, "freezer")) return;
    const auto state = sys::read_file(branch.path / (v2 ? "cgroup.events" : "freezer.state"));
    if (state.find(v2 ? "frozen 1" : "F") != std::string::npos)
        throw std::runtime_error{
            fmt::format("{} or a group above it is frozen: a container in it would never start",
                        branch.path.parent_path().native())};
}

[[noreturn]] void refuse(const std::string& file) {
    throw std::runtime_error{fmt::format(
        "cannot set {}: this user may make no cgroup here (root may; for others, a group can be "
        "delegated: systemd-run --user --scope -p Delegate=yes ...)",
        file)};
}

/// A name leads to no other group's files, and no process is moved by the way.
void check_file(const std::string& file) {
    if (file.find('/') == std::string::npos && file.find('.') != std::string::npos &&
        (!file.starts_with("cgroup.") || file.starts_with("cgroup.max.")))
        return;
    throw std::runtime_error{fmt::format(
        "{}: is no limit of a cgroup; they have names such as memory.high, see cgroups(7)", file)};
}

}  // namespace

Group Group::create(const State& state) {
    Group group;
    auto branches = plan(state);
    note(state, branches);  // first, so that a kill leaves nothing that nobody knows of
    for (auto& branch : branches) {
        try {
            make(branch);
        } catch (...) {
            note(state, group.branches_);  // this one is somebody else's, and not to be removed
            throw;
        }
        group.branches_.push_back(branch);
        if (branch.taken) note(state, branches);
        require_thawed(branch);
        if (branch.version == 1)
            group.tasks_.push_back(sys::open(branch.path / "tasks", O_WRONLY));
        else
            enable_usual(branch);
    }
    return group;
}

Group Group::find(const State& state) {
    Group group;
    std::istringstream lines{state.read(state_file)};
    Branch branch;
    std::string controllers;
    std::string path;
    while (lines >> branch.version >> controllers >> branch.taken &&
           std::getline(lines >> std::ws, path)) {
        branch.controllers = words(controllers, ',');
        branch.path = path;
        group.branches_.push_back(branch);
    }
    return group;
}

Group Group::around() {
    Group group;
    for (const auto& hierarchy : hierarchies())
        group.branches_.push_back(
            {hierarchy.version, hierarchy.controllers, own_group(hierarchy), true});
    return group;
}

const Branch* Group::v2() const noexcept {
    for (const auto& branch : branches_)
        if (branch.version == 2) return &branch;
    return nullptr;
}

const Branch* Group::v1(const std::string& controller) const noexcept {
    for (const auto& branch : branches_)
        if (contains(branch.controllers, controller)) return &branch;
    return nullptr;
}

void Group::write(const std::string& file, const std::string& value) const {
    check_file(file);
    if (branches_.empty()) refuse(file);
    if (const auto* branch = v1(v1::controller(file))) return v1::write(*branch, file, value);
    const auto controller = file.substr(0, file.find('.'));
    const auto* branch = v2();
    if (!branch)
        throw std::runtime_error{fmt::format(
            "there is no cgroup controller {} here: /proc/self/mountinfo shows no hierarchy that "
            "has it",
            controller)};
    if (controller != "cgroup") enable(*branch, controller);
    sys::write_file(branch->path / file, value);
}

std::string Group::read(const std::string& file) const {
    check_file(file);
    if (const auto* branch = v1(v1::controller(file))) return v1::read(*branch, file);
    if (const auto* branch = v2()) return sys::read_file(branch->path / file);
    refuse(file);
}

bool Group::has(const std::string& file) const noexcept {
    if (const auto* branch = v1(v1::controller(file))) return v1::has(*branch, file);
    const auto* branch = v2();
    return branch && ::access((branch->path / file).c_str(), F_OK) == 0;
}

void Group::write_shares(std::uint64_t shares) const {
    if (const auto* branch = v1("cpu"))
        return sys::write_file(branch->path / "cpu.shares", std::to_string(shares));
    write("cpu.weight", weight_of(shares));
}

std::string Group::weight_of(std::uint64_t shares) {
    // The curve through 2 -> 1, 1024 -> 100 and 262144 -> 10000 that runc and crun have.
    constexpr double rounding_error = 1e-9;
    const double l = std::log2(static_cast<double>(shares));
    const double weight = std::pow(10, (l * l + 125 * l) / 612 - 7.0 / 34);
    return std::to_string(std::lround(std::ceil(weight - rounding_error)));
}

sys::Fd Group::open() const {
    const auto* branch = v2();
    return branch ? sys::open(branch->path, O_PATH | O_DIRECTORY) : sys::Fd{};
}

void Group::join() const {
    // A process that is moved makes the kernel wait until no CPU can be in the middle of a fork:
    // 10 ms. A thread that moves itself does not.
    for (const auto& tasks : tasks_) sys::write_all(tasks, "0");
}

}  // namespace container::cgroup
