// SPDX-License-Identifier: MIT
#include "runtime/way_in.hpp"

#include "container/cgroup/hierarchy.hpp"
#include "container/users/maps.hpp"
#include "runtime/namespaces.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace runtime {
namespace {

namespace cgroup = container::cgroup;
namespace users = container::users;

struct Kind {
    const char* name;  ///< In /proc/PID/ns, namespaces(7).
    int flag;
};
constexpr std::array<Kind, 8> kinds = {{{"user", CLONE_NEWUSER},
                                        {"mnt", CLONE_NEWNS},
                                        {"pid", CLONE_NEWPID},
                                        {"uts", CLONE_NEWUTS},
                                        {"ipc", CLONE_NEWIPC},
                                        {"net", CLONE_NEWNET},
                                        {"cgroup", CLONE_NEWCGROUP},
                                        {"time", CLONE_NEWTIME}}};

/// Whoever enters his own user namespace is refused, so those that are shared are left out. A
/// kernel without a kind has no such file.
int namespaces_of(pid_t process) {
    int flags = 0;
    for (const auto& [name, flag] : kinds) {
        struct stat own {
        }, other{};
        if (::stat(fmt::format("/proc/self/ns/{}", name).c_str(), &own) == -1) continue;
        const auto file = fmt::format("/proc/{}/ns/{}", process, name);
        const int result = ::stat(file.c_str(), &other);
        if (result == -1 && errno == ENOENT)
            throw std::runtime_error{"the container has stopped just now"};
        sys::check(result, "stat {}", file);
        if (own.st_ino != other.st_ino) flags |= flag;
    }
    return flags;
}

/// The group that `below` names for this branch.
Path place_in(const cgroup::Branch& branch, const std::vector<std::string>& below) {
    Path place = branch.path;
    for (const auto& word : below) {
        const auto colon = word.find(':');
        const auto which = colon == word.npos ? std::vector<std::string>{}
                                              : cgroup::words(word.substr(0, colon), ',');
        const bool ours =
            which.empty() || std::any_of(which.begin(), which.end(), [&branch](const auto& name) {
                return cgroup::contains(branch.controllers, name);
            });
        if (!ours) continue;
        const Path path = Path{word.substr(colon == word.npos ? 0 : colon + 1)}.relative_path();
        for (const auto& part : path)
            if (part == "..")
                throw std::runtime_error{
                    fmt::format("--cgroup {}: leads out of the container's cgroup", word)};
        place = branch.path / path;
    }
    return place;
}

/// Where the container has put its first process, if that is in `group` or below.
sys::Fd open_group_of(pid_t init, const Path& group) {
    for (const auto& hierarchy : cgroup::hierarchies()) {
        if (hierarchy.version != 2) continue;
        const auto now = cgroup::group_of(hierarchy, init);
        const auto below = now.lexically_relative(group);
        if (!below.empty() && *below.begin() != "..") return sys::open(now, O_PATH | O_DIRECTORY);
    }
    throw std::runtime_error{
        fmt::format("{} has been divided, and the container's first process is in no group of it",
                    group.native())};
}

}  // namespace

WayIn find_way_in(const Entry& entry, const oci::Config& config,
                  const std::vector<std::string>& below) {
    WayIn way;
    const auto init = entry.init();
    way.init = entry.open_init();
    if (!way.init) throw std::runtime_error{fmt::format("container {} has stopped", entry.id())};
    way.namespaces = namespaces_of(init);
    if (!(new_namespaces(config) & CLONE_NEWNS)) {
        way.root = sys::open(Path{"/proc"} / std::to_string(init) / "root", O_PATH | O_DIRECTORY);
        if (!entry.is_alive()) throw std::runtime_error{"the container has stopped just now"};
    }
    if (way.namespaces & CLONE_NEWUSER) {
        const auto map = [init](const char* file) {
            return users::root_of(
                users::parse(sys::read_file(Path{"/proc"} / std::to_string(init) / file)));
        };
        way.user = map("uid_map");
        way.group = map("gid_map");
    }
    for (const auto& branch : entry.group().branches()) {
        const auto place = place_in(branch, below);
        if (branch.version == 1) {
            way.tasks.push_back(sys::open(place / "tasks", O_WRONLY));
            continue;
        }
        way.cgroup = sys::open(place, O_PATH | O_DIRECTORY);
        if (below.empty())  // who names a group wants that one
            way.cgroup_of_init = [init, place] { return open_group_of(init, place); };
    }
    return way;
}

void go_in(const WayIn& way) {
    // CVE-2016-9962: from the moment in which we are seen inside.
    sys::check(::prctl(PR_SET_DUMPABLE, 0), "prctl PR_SET_DUMPABLE");
    for (const auto& tasks : way.tasks) sys::write_all(tasks, "0");
    // Here, and not inside, where /proc may be a fake that says we may not.
    if (::setgroups(0, nullptr) == -1 && errno != EPERM) sys::check(-1, "setgroups");
    sys::setns(way.init, way.namespaces);  // at once: none takes away the right to the others
    if (way.root) {
        sys::fchdir(way.root);
        sys::chroot(".");
    }
    if (!(way.namespaces & CLONE_NEWUSER)) return;
    sys::check(::setresgid(way.group, way.group, way.group), "setresgid {}", way.group);
    sys::check(::setresuid(way.user, way.user, way.user), "setresuid {}", way.user);
}

}  // namespace runtime
