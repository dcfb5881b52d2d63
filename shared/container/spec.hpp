// SPDX-License-Identifier: MIT
#pragma once

#include "container/seccomp.hpp"
#include "container/users.hpp"

#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/types.h>

#include <csignal>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// What a container is to be: one struct per layer, and each layer is given its own and no other.
/// The names are those of config.json in the OCI runtime specification, where it has one.
namespace container {

using Path = std::filesystem::path;

/// Chapter 00: the program to run.
struct Process {
    std::vector<std::string> args;  ///< args[0] is looked up in PATH unless it has a slash.
    std::vector<std::string> env;   ///< "NAME=value", and nothing else from the caller's.
    Path cwd = "/";                 ///< Working directory, inside.
    bool make_cwd = false;          ///< From chapter 10 on: make it, if an image lacks its own.
    int stop_signal = SIGTERM;      ///< What it is sent when the runtime gets SIGTERM.
    mode_t umask = 022;             ///< umask(2), of the program.
    // Chapter 08: whom it acts as, and what it may do.
    User user = {};
    Capabilities capabilities = {};
    std::vector<Rlimit> rlimits = {};  ///< What is not named stays as the caller has it.
    bool no_new_privileges = false;    ///< execve(2) gives it nothing that it has not.
    bool new_session_keyring = true;   ///< Or else the caller's, and all keys in it: keyrings(7).
    // Chapter 11: so many descriptors from 3 on are the program's, too.
    unsigned preserved = 0;
};

/// Chapter 01: the directory that becomes "/".
struct Root {
    Path path;  ///< As the host sees it.
};

/// Chapter 02: process numbers.
struct Pid {
    bool init = false;  ///< PID 1 is ours: it reaps orphans and hands signals on.
};

/// Chapter 03: names, and the objects that System V and POSIX IPC find by name.
struct Uts {
    std::string hostname = "container";
    std::string domainname = {};  ///< Empty: the host's is kept.
    bool host_ipc = false;        ///< Share the host's IPC namespace.
};

/// Chapter 04: one thing to mount; `mounts[]` in config.json.
struct Mount {
    std::string destination;                 ///< Inside; its symlinks are the container's.
    std::string type;                        ///< As mount(8) names it, or "bind".
    std::string source = {};                 ///< For a bind: a path of the host.
    std::uint64_t attributes = 0;            ///< MOUNT_ATTR_*, mount_setattr(2).
    std::string data = {};                   ///< "mode=755,size=64k", as the filesystem takes it.
    std::uint64_t propagation = MS_PRIVATE;  ///< For a bind: MS_PRIVATE, MS_SLAVE or MS_SHARED.
    bool recursive = true;  ///< For a bind: with all that is mounted below the source.
    bool mapped = false;    ///< For a bind, from chapter 08 on: the source is to become a View.
};

/// Chapter 04: a node in /dev; `linux.devices[]` in config.json.
struct Device {
    std::string name;  ///< Below /dev, inside.
    unsigned major = 0;
    unsigned minor = 0;
    mode_t mode = S_IFCHR | 0666;  ///< S_IFCHR or S_IFBLK, and the permissions.
    std::string host = {};         ///< The same device on the host; empty: /dev and the name.
};

/// Chapter 04: what the container sees of the file system.
struct Filesystem {
    std::vector<Mount> mounts;  ///< In this order.
    std::vector<Device> devices;
    /// Covered: files by /dev/null, directories by an empty one.
    std::vector<std::string> masked_paths;
    std::vector<std::string> readonly_paths;  ///< Made read-only where they are.
    bool readonly_root = false;
    bool terminal = false;  ///< Give the program a terminal of the container's own.
};

/// Chapter 05: a port of the host that leads to one of the container's.
struct Port {
    std::string address = {};  ///< One of the host's, IPv4 or IPv6; empty: all of them.
    std::uint16_t host = 0;
    std::uint16_t container = 0;
    std::string protocol = "tcp";  ///< Or "udp".
};

/// Chapter 05: one more line of /etc/hosts.
struct HostEntry {
    std::string name;
    std::string address;
};

/// Chapter 05: the network. An empty address or subnet is one that is chosen.
struct Network {
    enum class Mode { none, bridge, host, container, pasta };
    Mode mode = Mode::bridge;
    std::string container = {};    ///< With Mode::container: the name of the one that is joined.
    bool internal = false;         ///< With Mode::bridge: no way to and from outside the host.
    std::string subnet = {};       ///< Of the bridge, if it is not there yet: an IPv4 /24.
    std::string address = {};      ///< IPv4.
    std::string mac_address = {};  ///< "02:42:...".
    std::vector<Port> ports = {};
    std::vector<std::string> dns = {};        ///< Instead of the host's name servers.
    std::vector<HostEntry> extra_hosts = {};  ///< For /etc/hosts.
    std::string hostname = {};                ///< For /etc/hosts and /etc/hostname.
    bool files = true;                        ///< The container is given its own three in /etc.
};

/// Chapter 06: a rule about device nodes; `linux.resources.devices[]` in config.json.
struct DeviceRule {
    bool allow = false;
    char type = 'a';                     ///< 'c' character, 'b' block, 'a' both.
    std::optional<unsigned> major = {};  ///< Nothing: any.
    std::optional<unsigned> minor = {};  ///< Nothing: any.
    std::string access = "rwm";          ///< r read, w write, m mknod.
};

/// Chapter 06: how much of the machine the container gets; `linux.resources` in config.json.
/// What is not there is not limited.
struct Resources {
    std::optional<std::int64_t> memory;              ///< Bytes.
    std::optional<std::int64_t> memory_reservation;  ///< Bytes kept for it when memory is short.
    std::optional<std::int64_t>
        memory_swap;                        ///< Bytes of memory and swap together, -1: any amount.
    std::optional<std::int64_t> cpu_quota;  ///< Microseconds per cpu_period.
    std::int64_t cpu_period = 100'000;      ///< Microseconds.
    std::optional<std::uint64_t> cpu_shares;  ///< 2 to 262144; others have 1024.
    std::string cpuset_cpus = {};             ///< "0-2,4".
    std::string cpuset_mems = {};
    std::optional<std::int64_t> pids;  ///< Processes and threads, -1: any number.
    std::vector<DeviceRule> devices;   ///< The last that fits wins. None: every device is allowed.
    /// Files of cgroup v2 and what to write there, for what has no option of its own: io.max,
    /// hugetlb.2MB.max, memory.high, ...; `unified` in config.json.
    std::vector<std::pair<std::string, std::string>> unified;
    std::optional<int> oom_score_adj;  ///< -1000 to 1000: who dies first when memory is short.
    bool view = true;  ///< The container has a cgroup namespace, and sees its own group in /sys.
};

/// Chapter 07: the directories that "/" is stacked from. What is written goes to `changes` alone.
struct Overlay {
    std::vector<Path> lower;  ///< Absolute, never written to, the lowest first. At least one.
    Path changes;             ///< A directory of this container's own, empty.
    bool keep = false;        ///< Do not remove `changes` with the container.
    bool none = false;        ///< From chapter 11 on: "/" is the directory of a bundle, as it is.
};

struct Spec {
    std::string name = {};  ///< Of the container, for the host's commands; empty: one is chosen.
    Process process;
    Root root;
    Pid pid;
    Uts uts;
    Filesystem filesystem;
    Network network;
    Resources resources;
    Overlay overlay;
    UserNamespace user_namespace;
    std::optional<Seccomp> seccomp = {};  ///< Nothing: every call may be made.
};

}  // namespace container
