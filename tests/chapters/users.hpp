// SPDX-License-Identifier: MIT
#pragma once

#include "support/box.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What the checks of chapter 08 ask about whom a process acts as, and what it may do. All of it
/// comes from /proc/PID, as the host sees it: proc_pid_status(5), user_namespaces(7).
namespace support {

/// A line of /proc/PID/uid_map or gid_map.
struct IdRange {
    unsigned inside = 0, outside = 0, size = 0;
};
/// Of the process, or of ourselves if `pid` is 0.
std::vector<IdRange> ranges_of(pid_t pid, const std::string& file = "uid_map");
/// What an id of the container is on the host. Unmet if it is none.
unsigned on_host(const Probe& probe, unsigned inside);

/// What /proc/PID/status says after "Name:", its words separated by one space: "Uid" are the real,
/// the effective, the saved and the file system's, as the host numbers them.
std::string status_of(const Probe& probe, const std::string& name);
/// The same of somebody's own status, as text.
std::string status_in(const std::string& status, const std::string& name);

/// The inode of a namespace of a process, "user", "net", ...
std::uint64_t namespace_of(pid_t pid, const std::string& name);
/// The user namespace that it belongs to, ioctl_ns(2).
std::uint64_t owner_of_namespace(pid_t pid, const std::string& name);

// ---- Capabilities

constexpr std::uint64_t bit(unsigned capability) {
    return std::uint64_t{1} << capability;
}
/// The fourteen that a container has unless it is told otherwise, docker's: of them, those that we
/// have ourselves.
extern const std::uint64_t fourteen;
/// All that we may have here: our own bounding set.
std::uint64_t callers_capabilities();

/// The five sets of a process.
struct Sets {
    std::uint64_t inheritable = 0, permitted = 0, effective = 0, bounding = 0, ambient = 0;
};
Sets sets_of(const Probe& probe);
/// Throws Unmet if they differ; `what` says whose they are.
void expect_sets(const std::string& what, const Sets& observed, const Sets& expected);

// ---- Callers

/// A path of build/rootfs' probe, which runs on the host, too.
std::string host_probe();

/// `options` and then "--network none", which starts sooner.
Words offline(const Words& options = {});

}  // namespace support
