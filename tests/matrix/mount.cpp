// SPDX-License-Identifier: MIT
// Chapter 04: the mounts.
#include "attack.hpp"
#include "scene.hpp"

namespace matrix {

Attacks mount_attacks() {
    return {
        {"climb-out", "climb out by a second chroot, whose \"..\" is not stopped at the first", 4,
         "pivot_root moves the mount that is the root, and the old one is gone: nothing is above",
         "chroot(2), pivot_root(2)",
         [](Scene& scene) {
             const auto path = scene.directory() / "secret";
             const auto secret = scene.secret_file(path);
             return scene.attempt({"breakout", path, scene.inside("/.brk")}) == secret;
         }},
        {"mount-on-host", "mount something that the host sees", 4,
         "the mount table is a copy, and private: nothing travels from it to the host's",
         "mount_namespaces(7), mount(2)",
         [](Scene& scene) {
             scene.attempt({"mount-tmpfs", scene.inside("/mnt")});
             const auto place = " " + scene.rootfs().native() + "/mnt ";
             return scene.host({"mounts"}).find(place) != std::string::npos;
         }},
        {"unmount-host", "unmount a file system of the host", 4,
         "what is unmounted is the container's own copy of the mount",
         "mount_namespaces(7), umount2(2)",
         [](Scene& scene) {
             const auto place = scene.rootfs().native() + "/mnt";
             scene.host({"mount-tmpfs", place});
             scene.attempt({"unmount", scene.inside("/mnt")});
             return scene.host({"mounts"}).find(" " + place + " ") == std::string::npos;
         }},
        {"write-sysctl", "open a kernel setting for writing, in the /proc that is there", 4,
         "/proc/sys is mounted read-only", "proc(5), mount_setattr(2), CVE-2022-0811",
         [](Scene& scene) {
             scene.need({"need-proc"});
             const Words question = {"open", "/proc/sys/kernel/core_pattern", "w"};
             scene.host_must(question);
             return scene.attempt(question) == "opened";
         }},
        {"forge-device-event", "open a file in /sys that makes the host's udev act, for writing", 4,
         "/sys is mounted read-only", "sysfs(5), udev(7)",
         [](Scene& scene) {
             scene.need({"need-sys"});
             const Words question = {"open", "/sys/devices/virtual/mem/null/uevent", "w"};
             scene.host_must(question);
             return scene.attempt(question) == "opened";
         }},
        {"kernel-timers", "read what tells about the whole machine, as /proc/timer_list does", 4,
         "the file is covered by /dev/null", "proc(5), CVE-2025-31133",
         [](Scene& scene) {
             scene.need({"need-proc"});
             const auto head = scene.host_must({"read-head", "/proc/timer_list"}).substr(0, 64);
             const auto seen = scene.attempt({"read-head", "/proc/timer_list"});
             return seen && !seen->empty() && seen->starts_with(head.substr(0, head.find('\n')));
         }},
    };
}

}  // namespace matrix
