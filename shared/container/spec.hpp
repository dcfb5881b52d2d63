// SPDX-License-Identifier: MIT
#pragma once

#include <sys/mount.h>
#include <sys/types.h>

#include <cstdint>
#include <filesystem>
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
};

/// Chapter 04: a node in /dev; `linux.devices[]` in config.json.
struct Device {
    std::string name;
    unsigned major = 0;
    unsigned minor = 0;
};

/// Chapter 04: what the container sees of the file system.
struct Filesystem {
    std::vector<Mount> mounts;    ///< In this order.
    std::vector<Device> devices;  ///< Character devices, mode 0666, in /dev.
    /// Covered: files by /dev/null, directories by an empty one.
    std::vector<std::string> masked_paths;
    std::vector<std::string> readonly_paths;  ///< Made read-only where they are.
    bool readonly_root = false;
    bool terminal = false;  ///< Give the program a terminal of the container's own.
};

struct Spec {
    Process process;
    Root root;
    Pid pid;
    Uts uts;
    Filesystem filesystem;
};

}  // namespace container
