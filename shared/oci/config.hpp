// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"
#include "oci/resources.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// config.json as its file has it: runtime-spec config.md and config-linux.md. The names are its
/// own; where chapters 00 to 09 have a struct for the same thing, it is that one.
namespace oci {

using Path = std::filesystem::path;

struct Scheduler {
    std::uint32_t policy = 0;  ///< SCHED_*, sched_setattr(2).
    std::uint64_t flags = 0;   ///< SCHED_FLAG_*
    std::int32_t nice = 0;
    std::uint32_t priority = 0;
    std::uint64_t runtime = 0, deadline = 0, period = 0;  ///< Nanoseconds.
};

struct IoPriority {
    /// ioprio_set(2). Not from linux/ioprio.h, in which some versions name a thing `class`.
    enum Class { none, real_time, best_effort, idle };
    Class io_class = none;
    int priority = 0;
};

/// Lists of CPUs as cpuset(7) writes them; empty: any.
struct CpuAffinity {
    std::string initial, final;
};

struct ConsoleSize {
    unsigned height = 0, width = 0;  ///< In characters.
};

/// `process`, or what `exec --process` reads.
struct Process {
    container::Process process;  ///< Whom it acts as, and what it may do, included.
    bool terminal = false;
    std::optional<ConsoleSize> console_size;
    std::optional<mode_t> umask;
    std::optional<int> oom_score_adj;
    std::optional<Scheduler> scheduler;
    std::optional<IoPriority> io_priority;
    std::optional<CpuAffinity> exec_cpu_affinity;
    std::string apparmor_profile, selinux_label;
    bool has_capabilities = false;      ///< If not, it keeps those that the runtime has.
    std::vector<std::string> warnings;  ///< A line each; of parse_process alone.
};

/// One of `mounts`, with its options taken apart.
struct Mount {
    Path destination;  ///< Absolute: a relative one is below "/".
    std::string type;  ///< "bind" if its options or the type say so.
    std::string source;
    bool recursive = false;                    ///< Of a bind: "rbind", not "bind".
    std::uint64_t set = 0, clear = 0;          ///< MOUNT_ATTR_*, of this mount.
    std::uint64_t all_set = 0, all_clear = 0;  ///< "rro", "rnosuid", ...: of those below it, too.
    std::uint64_t propagation = 0;             ///< MS_PRIVATE, ...; 0: as it comes.
    bool propagation_recursive = false;        ///< "rprivate", not "private".
    std::string data;      ///< All other options, as sys::fsmount takes them; none of a bind.
    bool copy_up = false;  ///< "tmpcopyup": begins with what it covers.
    bool remount = false;  ///< "remount": changes the mount that is there.
    bool mapped = false, mapped_below = false;  ///< "idmap", "ridmap"; or it has mappings.
    std::vector<container::IdMapping> uid_mappings, gid_mappings;  ///< None: the container's.
};

/// One of `linux.namespaces`.
struct Namespace {
    std::uint64_t flag = 0;  ///< CLONE_NEW*
    Path path;               ///< Empty: a new one.
};

/// One of `linux.devices`.
struct Device {
    Path path;
    mode_t mode = 0;  ///< With its S_IF*.
    unsigned major = 0, minor = 0;
    uid_t uid = 0;
    gid_t gid = 0;
};

struct Hook {
    Path path;
    std::vector<std::string> args, env;
    std::optional<std::chrono::seconds> timeout;
};

struct Hooks {
    std::vector<Hook> prestart, create_runtime, create_container, start_container, poststart,
        poststop;
};

/// `linux.timeOffsets`, one clock's.
struct TimeOffset {
    std::int64_t secs = 0;
    std::uint32_t nanosecs = 0;
};

/// One of `linux.netDevices`: an interface of the host that moves in.
struct NetDevice {
    std::string host_name, name;
};

struct Config {
    std::string oci_version;
    std::optional<Process> process;  ///< `start` needs one, `create` does not.
    Path root;                       ///< As it stands there: relative ones are the bundle's.
    bool readonly_root = false;
    std::optional<std::string> hostname, domainname;
    std::vector<Mount> mounts;
    Hooks hooks;
    std::map<std::string, std::string> annotations;

    // linux
    std::vector<Namespace> namespaces;
    std::vector<container::IdMapping> uid_mappings, gid_mappings;
    std::map<std::string, TimeOffset> time_offsets;  ///< "monotonic", "boottime"
    std::vector<Device> devices;
    std::vector<NetDevice> net_devices;
    std::string cgroups_path;
    Resources resources;
    std::uint64_t rootfs_propagation = 0;  ///< MS_PRIVATE, ..., and MS_REC; 0: not said.
    std::string seccomp;                   ///< The JSON of `linux.seccomp`; empty: none.
    std::vector<std::pair<Path, std::string>> sysctl;  ///< "net/ipv4/ip_forward": the value.
    std::vector<std::string> masked_paths, readonly_paths;
    std::string mount_label;
    std::optional<unsigned long> personality;  ///< PER_*, personality(2).

    std::vector<std::string> warnings;  ///< A line each: what is left out, and why.
};

/// Reads and checks one. An unknown field is passed over. What it throws is one line that names
/// the place: "config.json: process.args[1]: is not a string".
Config parse_config(std::string_view text);

/// The same of a process alone, and of resources alone, which come from a `file` of that name.
Process parse_process(std::string_view text, std::string_view file);
Resources parse_resources(std::string_view text, std::string_view file);

}  // namespace oci
