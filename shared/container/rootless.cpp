// SPDX-License-Identifier: MIT
#include "container/rootless.hpp"

#include "container/passwd.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace container {
namespace {

using Words = std::vector<std::string>;

/// A range of ids; text, because that is how newuidmap(1) takes them.
struct Ids {
    std::string first, count;
};

Words split(const std::string& line) {
    Words fields{""};
    for (const char c : line)
        if (c == ':')
            fields.emplace_back();
        else
            fields.back() += c;
    return fields;
}

/// What subuid(5) or subgid(5) give our user.
std::optional<Ids> subordinate(const char* file) {
    const auto user = find_user("/etc/passwd", ::getuid());
    const auto uid = std::to_string(::getuid()), name = user ? user->name : uid;
    std::ifstream lines{file};
    for (std::string line; std::getline(lines, line);)
        if (const auto fields = split(line);
            fields.size() == 3 && (fields[0] == name || fields[0] == uid))
            return Ids{fields[1], fields[2]};
    return std::nullopt;
}

bool succeeds(const Words& command) {
    const auto child = sys::clone3({});
    if (child.pid == 0) try {
            sys::execve("/usr/bin/" + command[0], command, {});
        } catch (const sys::SysError&) {
            ::_exit(127);
        }
    return sys::waitid(child.pidfd, WEXITED)->si_status == 0;
}

/// 0 is the user himself, 1 and more are what he was given.
Words map_command(const char* tool, pid_t process, unsigned own, const Ids& ids) {
    return {tool,     std::to_string(process), "0", std::to_string(own), "1", "1", ids.first,
            ids.count};
}

/// A child that stays outside the new namespace, where the tools have their rights: when it reads
/// from `go`, it lets them give `process` its ids. True if they did.
bool map_from_outside(sys::BorrowedFd go, pid_t process, unsigned uid, unsigned gid) {
    const auto uids = subordinate("/etc/subuid"), gids = subordinate("/etc/subgid");
    char byte = 0;
    return uids && gids && ::read(go.get(), &byte, 1) == 1 &&
           succeeds(map_command("newuidmap", process, uid, *uids)) &&
           succeeds(map_command("newgidmap", process, gid, *gids));
}

void map_own_alone(unsigned uid, unsigned gid) {
    sys::write_file("/proc/self/setgroups", "deny");  // or the kernel refuses the next line
    sys::write_file("/proc/self/gid_map", fmt::format("0 {} 1", gid));
    sys::write_file("/proc/self/uid_map", fmt::format("0 {} 1", uid));
}

void unshare() try { sys::unshare(CLONE_NEWUSER | CLONE_NEWNS); } catch (const sys::SysError& e) {
    throw std::runtime_error{
        fmt::format("{}: normal users may not have user namespaces here; ./workbook lab says why, "
                    "or try sudo",
                    e.what())};
}

}  // namespace

void become_root() {
    const auto uid = ::geteuid();
    const auto gid = ::getegid();
    if (uid == 0) return;
    int ends[2];
    sys::check(::pipe2(ends, O_CLOEXEC), "pipe2");
    const sys::Fd go{ends[0]};
    sys::Fd tell{ends[1]};
    const auto child = sys::clone3({});
    if (child.pid == 0) {
        tell.reset();
        ::_exit(map_from_outside(go, ::getppid(), uid, gid) ? 0 : 1);
    }
    unshare();
    ::signal(SIGPIPE, SIG_IGN);  // it may have no ids to give, and be gone
    [[maybe_unused]] const auto told = ::write(tell.get(), "g", 1);
    ::signal(SIGPIPE, SIG_DFL);
    if (sys::waitid(child.pidfd, WEXITED)->si_status != 0) map_own_alone(uid, gid);
}

namespace {

unsigned outer(const char* file, unsigned own) {
    std::ifstream map{file};
    for (unsigned inside = 0, outside = 0, count = 0; map >> inside >> outside >> count;)
        if (own >= inside && own - inside < count) return outside + (own - inside);
    return own;
}

}  // namespace

unsigned outer_user() {
    return outer("/proc/self/uid_map", ::geteuid());
}

unsigned outer_group() {
    return outer("/proc/self/gid_map", ::getegid());
}

}  // namespace container
