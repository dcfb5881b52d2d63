// SPDX-License-Identifier: MIT
#include "groups.hpp"

#include "owner.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mount.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

namespace stage {
namespace {

namespace fs = std::filesystem;

/// Enough for every test; what a fork bomb or a memory hog that escapes its own limits gets.
constexpr const char* most_processes = "4096";
constexpr const char* most_memory = "4294967296";  // 4 GiB

void write(const Path& file, const std::string& text) {
    sys::write_all(sys::open(file, O_WRONLY), text);
}

/// Where the controller is there: without it, so is its file.
void limit(const Path& file, const std::string& value) {
    if (fs::exists(file)) write(file, value);
}

/// A new group of version 1's cpuset has no CPU and no memory, and then nobody can join it.
void inherit_cpuset(const Path& group) {
    for (const char* file : {"cpuset.cpus", "cpuset.mems"})
        if (fs::exists(group / file)) write(group / file, sys::read_file(group / ".." / file));
}

/// Delegation: what a user must own to make groups below this one and to move processes between
/// them, cgroups(7).
void give_to(uid_t uid, const Path& group) {
    sys::check(::chown(group.c_str(), uid, uid), "chown {}", group.native());
    for (const char* file : {"cgroup.procs", "cgroup.subtree_control", "cgroup.threads"})
        sys::check(::chown((group / file).c_str(), uid, uid), "chown {}/{}", group.native(), file);
}

/// The files of a hierarchy are in a directory that is named for its mount, "cpu,cpuacct"; systemd
/// lets each controller's own name lead there too.
void link_controllers(const Hierarchy& hierarchy, const Path& directory) {
    std::istringstream names{hierarchy.options};
    for (std::string name; std::getline(names, name, ',');)
        if (name.find('=') == std::string::npos && name != hierarchy.name)
            fs::create_symlink(hierarchy.name, directory / name);
}

}  // namespace

Groups::Groups(std::optional<uid_t> delegated) {
    sweep_groups();
    const auto name = name_of_mine();
    missing_ = "no cgroup hierarchy is mounted";
    for (const auto& hierarchy : hierarchies()) {
        try {
            add(hierarchy, name);
        } catch (const sys::SysError& e) {  // not ours to divide: read-only, or another user's
            missing_ = e.what();
        }
    }
    if (!groups_.empty()) missing_.clear();
    if (delegated && top_)
        for (const auto& group : groups_)
            if (group.hierarchy.unified)
                for (const auto& directory : groups_below(group.directory))
                    give_to(*delegated, directory);
}

void Groups::add(const Hierarchy& hierarchy, const std::string& name) {
    const Path directory = hierarchy.root / name;
    sys::mkdir(directory, 0755);
    groups_.push_back({hierarchy, directory, {}});
    if (hierarchy.unified) {
        sys::mkdir(directory / "init", 0755);
        top_ = sys::open(directory, O_PATH | O_DIRECTORY);
        init_ = sys::open(directory / "init", O_PATH | O_DIRECTORY);
    } else {
        inherit_cpuset(directory);
    }
    limit(directory / "pids.max", most_processes);
    limit(directory / "memory.max", most_memory);
    limit(directory / "memory.limit_in_bytes", most_memory);
}

void Groups::join() const {
    // A process that moves itself with `tasks` is spared what cgroup.procs waits for: no fork
    // anywhere on the machine, which takes the kernel some 7 ms to be sure of.
    for (const auto& group : groups_)
        if (!group.hierarchy.unified) write(group.directory / "tasks", "0");
}

void Groups::mount() {
    constexpr unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;
    const Path top = "/sys/fs/cgroup";
    if (groups_.empty()) return;
    // sysfs shows the links of the network namespace that mounted it.
    const auto fresh =
        sys::fsmount("sysfs", "", MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC);
    ::umount2("/sys", MNT_DETACH);  // not in a user namespace of its own: then it is covered
    sys::move_mount(fresh, sys::open("/sys", O_PATH));
    const bool is_alone = groups_.size() == 1 && groups_[0].hierarchy.unified;
    if (!is_alone) sys::mount("cgroup", top, "tmpfs", flags, "mode=755");
    for (auto& group : groups_) {
        const auto& hierarchy = group.hierarchy;
        const Path point = is_alone ? top : top / hierarchy.name;
        if (!is_alone) sys::mkdir(point, 0755);
        sys::mount("cgroup", point, hierarchy.unified ? "cgroup2" : "cgroup", flags,
                   hierarchy.options);
        if (!is_alone) link_controllers(hierarchy, top);
        group.mounted = sys::open(point, O_RDONLY | O_DIRECTORY);
    }
}

std::vector<std::string> Groups::facts() const {
    std::vector<std::string> lines;
    for (const auto& group : groups_) {
        const Path top = fmt::format("self/fd/{}", group.mounted.get());
        for (const auto& directory : groups_below(top))
            if (directory != top)
                lines.push_back(fmt::format("cgroup {} /{}", group.hierarchy.name,
                                            directory.lexically_relative(top).native()));
    }
    return lines;
}

void Groups::kill() const {
    for (const auto& group : groups_) kill_group(group.directory);
}

void Groups::remove() const {
    for (auto group = groups_.rbegin(); group != groups_.rend(); ++group)
        remove_group(group->directory);
}

void sweep_groups() {
    std::vector<Path> abandoned;
    for (const auto& hierarchy : hierarchies()) {
        std::error_code ignored;
        for (const auto& entry : fs::directory_iterator{hierarchy.root, ignored})
            if (owner_of(entry.path().filename()) == Owner::gone) abandoned.push_back(entry.path());
    }
    for (const auto& group : abandoned) kill_group(group);
    for (const auto& group : abandoned) {
        try {
            remove_group(group);
        } catch (const sys::SysError&) {  // whoever compares the machine before and after will see
        }
    }
}

bool belongs_to_living_stage(const std::string& name) {
    return owner_of(name) == Owner::alive;
}

}  // namespace stage
