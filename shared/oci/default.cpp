// SPDX-License-Identifier: MIT
#include "oci/default.hpp"

#include "oci/version.hpp"

#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

namespace oci {
namespace {

using Json = nlohmann::ordered_json;

Json process() {
    const Json capabilities{"CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"};
    return {
        {"terminal", true},
        {"user", {{"uid", 0}, {"gid", 0}}},
        {"args", {"sh"}},
        {"env",
         {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TERM=xterm"}},
        {"cwd", "/"},
        {"capabilities",
         {{"bounding", capabilities},
          {"effective", capabilities},
          {"permitted", capabilities},
          {"ambient", capabilities}}},
        {"rlimits", Json::array({{{"type", "RLIMIT_NOFILE"}, {"hard", 1024}, {"soft", 1024}}})},
        {"noNewPrivileges", true},
    };
}

Json mount(const char* destination, const char* type, const char* source, const Json& options) {
    Json result{{"destination", destination}, {"type", type}, {"source", source}};
    if (!options.empty()) result["options"] = options;
    return result;
}

/// In a user namespace of one user, there is no group 5. And a network namespace would be needed
/// for a sysfs of its own, and a right to the cgroups for one of these.
Json mounts(bool rootless) {
    Json terminals{"nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"};
    if (!rootless) terminals.push_back("gid=5");
    Json all{
        mount("/proc", "proc", "proc", Json::array()),
        mount("/dev", "tmpfs", "tmpfs", {"nosuid", "strictatime", "mode=755", "size=65536k"}),
        mount("/dev/pts", "devpts", "devpts", terminals),
        mount("/dev/shm", "tmpfs", "shm",
              {"nosuid", "noexec", "nodev", "mode=1777", "size=65536k"}),
        mount("/dev/mqueue", "mqueue", "mqueue", {"nosuid", "noexec", "nodev"}),
    };
    if (rootless)
        all.push_back(mount("/sys", "none", "/sys", {"rbind", "nosuid", "noexec", "nodev", "ro"}));
    else
        all.push_back(mount("/sys", "sysfs", "sysfs", {"nosuid", "noexec", "nodev", "ro"}));
    all.push_back(mount("/sys/fs/cgroup", "cgroup", "cgroup",
                        {"nosuid", "noexec", "nodev", "relatime", "ro"}));
    return all;
}

Json to_root(unsigned id) {
    return Json::array({{{"containerID", 0}, {"hostID", id}, {"size", 1}}});
}

/// The view of v1's many hierarchies is not worth a namespace to those who write configs.
bool has_one_hierarchy() {
    struct statfs info {};
    return ::statfs("/sys/fs/cgroup", &info) == 0 && info.f_type == CGROUP2_SUPER_MAGIC;
}

Json namespaces(bool rootless) {
    Json all;
    const auto add = [&](const char* kind, bool wanted) {
        if (wanted) all.push_back({{"type", kind}});
    };
    add("pid", true);
    add("network", !rootless);
    add("ipc", true);
    add("uts", true);
    add("mount", true);
    add("cgroup", has_one_hierarchy());
    add("user", rootless);
    return all;
}

Json linux_section(bool rootless) {
    Json section;
    if (rootless) {
        section["uidMappings"] = to_root(::geteuid());
        section["gidMappings"] = to_root(::getegid());
    } else {
        section["resources"]["devices"] = Json::array({{{"allow", false}, {"access", "rwm"}}});
    }
    section["namespaces"] = namespaces(rootless);
    section["maskedPaths"] = {"/proc/acpi",        "/proc/asound",        "/proc/kcore",
                              "/proc/keys",        "/proc/latency_stats", "/proc/timer_list",
                              "/proc/timer_stats", "/proc/sched_debug",   "/sys/firmware",
                              "/proc/scsi"};
    section["readonlyPaths"] = {"/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys",
                                "/proc/sysrq-trigger"};
    return section;
}

}  // namespace

std::string default_config(bool rootless) {
    const Json config{
        {"ociVersion", last_version},
        {"process", process()},
        {"root", {{"path", "rootfs"}, {"readonly", true}}},
        {"hostname", "runc"},
        {"mounts", mounts(rootless)},
        {"linux", linux_section(rootless)},
    };
    return config.dump(1, '\t') + "\n";
}

}  // namespace oci
