// SPDX-License-Identifier: MIT
// Chapter 08: what root may do. None of these changes the machine: rootfs/probe/rights.cpp.
#include "attack.hpp"
#include "scene.hpp"

#include "sys/error.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>
#include <sstream>

namespace matrix {
namespace {

/// The 19th field of /proc/PID/stat; the second, the name, may have spaces.
int nice_value(const std::string& stat) {
    std::istringstream fields{stat.substr(stat.rfind(')') + 2)};
    std::string skipped;
    for (int field = 3; field < 19; ++field) fields >> skipped;
    int value = 0;
    fields >> value;
    return value;
}

}  // namespace

Attacks users_attacks() {
    return {
        {"chown-volume", "give a host file away through a volume", 8,
         "root inside is a user without rights outside", "user_namespaces(7), chown(2)",
         [](Scene& scene) {
             const auto file = scene.volume() / "file";
             scene.secret_file(file);
             const auto owner = static_cast<uid_t>(scene.number(1000, 60000));
             scene.attempt({"set-owner", scene.inside("/volume/file"), std::to_string(owner)});
             struct stat info {};
             sys::check(::stat(file.c_str(), &info), "stat");
             return info.st_uid == owner;
         }},
        {"setuid-program", "become root by a set-user-ID program", 8,
         "no_new_privs: execve gives nothing that the caller does not have",
         "prctl(2): PR_SET_NO_NEW_PRIVS, execve(2)",
         [](Scene& scene) {
             // A fresh tmpfs: the file system of the volume may be mounted nosuid.
             const auto fresh = scene.volume() / "fresh";
             scene.host({"mount-tmpfs", fresh});
             scene.host({"copy", scene.rootfs() / "bin/probe", fresh / "become", "4755"});
             const auto secret = scene.word();
             scene.host({"write", fresh / "secret", secret});
             scene.host({"chmod", fresh / "secret", "600"});
             scene.host({"chmod", fresh, "755"});
             return scene.attempt({"as-nobody", scene.inside("/volume/fresh/become"), "read",
                                   scene.inside("/volume/fresh/secret")}) == secret;
         }},
        {"remount", "change the options of a host file system that is mounted inside", 8,
         "a file system belongs to the user namespace that mounted it first",
         "user_namespaces(7), mount(2): MS_REMOUNT",
         [](Scene& scene) {
             const auto fresh = scene.volume() / "fresh";
             scene.host({"mount-tmpfs", fresh});
             const auto size = scene.number(100, 900) * 4096;
             scene.attempt(
                 {"remount", scene.inside("/volume/fresh"), fmt::format("size={}", size)});
             return scene.host({"capacity", fresh}) == std::to_string(size);
         }},
        {"second-proc", "mount a second /proc, whose /proc/sys is not read-only", 8,
         "a user namespace may mount proc only as it is covered already, and without "
         "CAP_SYS_ADMIN not at all",
         "mount_namespaces(7), capabilities(7)",
         [](Scene& scene) {
             scene.host_must({"open", "/proc/sys/kernel/core_pattern", "w"});
             if (!scene.attempt({"mount-proc", scene.inside("/mnt")})) return false;
             return scene.attempt({"open", scene.inside("/mnt/sys/kernel/core_pattern"), "w"}) ==
                    "opened";
         }},
        {"open-by-handle", "open a host file by its handle (\"shocker\")", 8,
         "a handle needs no path, but CAP_DAC_READ_SEARCH of the host",
         "open_by_handle_at(2), capabilities(7), CVE-2014-3519",
         [](Scene& scene) {
             // Both on one file system, since a handle is looked up in that of a directory.
             const auto path = scene.directory() / "secret";
             const auto secret = scene.secret_file(path);
             const auto handle = scene.host_must({"handle", path});
             scene.host_must({"open-handle", handle, scene.volume()});
             return scene.attempt({"open-handle", handle, scene.inside("/volume")}) == secret;
         }},
        {"load-module", "load a kernel module", 8, "CAP_SYS_MODULE is not among those that stay",
         "finit_module(2), capabilities(7)",
         [](Scene& scene) {
             const auto allowed = scene.host_must({"load-module"});
             return scene.attempt({"load-module"}) == allowed;
         }},
        {"set-clock", "set the clock", 8,
         "time is the machine's, and CAP_SYS_TIME not among those that stay",
         "adjtimex(2), capabilities(7)",
         [](Scene& scene) {
             const auto allowed = scene.host_must({"set-clock"});
             return scene.attempt({"set-clock"}) == allowed;
         }},
        {"first-in-line", "get the CPU before everybody else", 8,
         "CAP_SYS_NICE is not among those that stay", "setpriority(2), capabilities(7)",
         [](Scene& scene) {
             const auto wanted = scene.number(-20, -5);
             scene.host_must({"renice", std::to_string(wanted)});
             scene.attempt({"renice", std::to_string(wanted)});
             return nice_value(scene.attacker("stat")) == wanted;
         }},
        {"join-network", "join another network through its file, as /run/netns has them", 8,
         "setns asks for CAP_SYS_ADMIN in the user namespace that the other one belongs to",
         "setns(2), ip-netns(8), capabilities(7)",
         [](Scene& scene) {
             const auto network = scene.host({"network-file", scene.volume() / "network"});
             scene.attempt({"join-network", scene.inside("/volume/network")});
             return scene.attacker_link("ns/net") == network;
         }},
        {"bpf", "make a BPF object that only the privileged may make", 8,
         "CAP_BPF is not among those that stay", "bpf(2), capabilities(7)",
         [](Scene& scene) {
             scene.host_must({"bpf-map"});
             scene.attempt({"bpf-map"});
             return scene.attacker_holds("anon_inode:bpf-map");
         }},
        {"watch-cpu", "watch whatever runs on a CPU", 8, "CAP_PERFMON is not among those that stay",
         "perf_event_open(2), capabilities(7)",
         [](Scene& scene) {
             scene.host_must({"watch-cpu"});
             scene.attempt({"watch-cpu"});
             return scene.attacker_holds("anon_inode:[perf_event]");
         }},
    };
}

}  // namespace matrix
