// SPDX-License-Identifier: MIT
#include "oci/parts.hpp"

#include <fmt/format.h>

#include <sched.h>

#include <algorithm>

namespace oci {
namespace {

/// sysctl(8): "net/ipv4/conf/eth0.1/forwarding" and "net.ipv4.conf.eth0/1.forwarding" are the same.
/// Which of the two the points stand for, the first of either tells.
std::string path_of(std::string name) {
    const auto first = name.find_first_of("./");
    if (first == name.npos || name[first] == '/') return name;
    for (char& letter : name) {
        if (letter == '.')
            letter = '/';
        else if (letter == '/')
            letter = '.';
    }
    return name;
}

/// A file below /proc/sys, and none elsewhere: not "net/../kernel/core_pattern".
bool is_path(std::string_view path) {
    if (path.find('\0') != path.npos) return false;
    for (std::size_t begin = 0; begin <= path.size();) {
        const auto end = std::min(path.find('/', begin), path.size());
        const auto part = path.substr(begin, end - begin);
        if (part.empty() || part == "." || part == "..") return false;
        begin = end + 1;
    }
    return true;
}

/// Which kind of namespace has one of its own: ipc_namespaces(7), network_namespaces(7),
/// uts_namespaces(7). Nothing: it is the whole machine's.
std::string_view keeper(std::string_view path) {
    constexpr std::string_view of_ipc[] = {"msgmax", "msgmnb", "msgmni", "sem",
                                           "shmall", "shmmax", "shmmni", "shm_rmid_forced"};
    if (path.starts_with("net/")) return "network";
    if (path.starts_with("fs/mqueue/")) return "ipc";
    if (!path.starts_with("kernel/")) return "";
    const auto name = path.substr(path.find('/') + 1);
    if (name == "domainname") return "uts";
    return std::find(std::begin(of_ipc), std::end(of_ipc), name) != std::end(of_ipc) ? "ipc" : "";
}

std::uint64_t flag_of(std::string_view kind) {
    return kind == "network" ? CLONE_NEWNET : kind == "ipc" ? CLONE_NEWIPC : CLONE_NEWUTS;
}

}  // namespace

void take_sysctl(const Reader& from, const std::vector<Namespace>& namespaces,
                 std::vector<std::pair<Path, std::string>>& sysctl) {
    from.each_member([&](const std::string& name, const Reader& value) {
        const auto path = path_of(name);
        if (!is_path(path)) value.fail("is under no kernel parameter's name");
        if (path == "kernel/hostname") value.fail("is what hostname is for");
        const auto kind = keeper(path);
        if (kind.empty()) value.fail("is the whole machine's: no namespace has one of its own");
        if (!has_namespace(namespaces, flag_of(kind)))
            value.fail(fmt::format("would be the host's: linux.namespaces has no {}", kind));
        sysctl.emplace_back(path, value.text());
    });
}

}  // namespace oci
