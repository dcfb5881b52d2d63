// SPDX-License-Identifier: MIT
// Chapter 06: how much of the machine, and which of its devices.
#include "attack.hpp"
#include "scene.hpp"

#include "support/fixture.hpp"

#include <fmt/format.h>

#include <sys/sysmacros.h>

#include <filesystem>
#include <sstream>

namespace matrix {
namespace {

/// The value of a line "Name:  value" of /proc/PID/status.
std::string field(const std::string& status, const std::string& name) {
    std::istringstream lines{status};
    std::string line;
    while (std::getline(lines, line))
        if (line.starts_with(name + ":"))
            return line.substr(line.find_first_not_of(" \t", name.size() + 1));
    return "";
}

/// The number of a record of the kernel's log, which begins "priority,number,time,flags;".
long record(const std::string& text) {
    return std::stol(text.substr(text.find(',') + 1));
}

/// The numbers of a disk of the host's, "major" and "minor", which the host itself may open.
Words a_disk(Scene& scene) {
    for (const auto& disk : std::filesystem::directory_iterator{"/sys/class/block"}) {
        std::string numbers = support::read_file(disk.path() / "dev");
        const auto colon = numbers.find(':');
        const auto node = (scene.volume() / "fresh/try").native();
        Words words = {numbers.substr(0, colon), numbers.substr(colon + 1)};
        if (!scene.host({"try", "mknod", node, words[0], words[1], "b"}).starts_with("did"))
            continue;
        const auto opened = scene.host({"try", "open", node, "r"});
        scene.host({"remove", node});
        if (opened.starts_with("did")) return words;
    }
    throw NotApplicable{"the host itself may open no disk"};
}

}  // namespace

Attacks cgroup_attacks() {
    return {
        {"fork-bomb", "have 300 processes at once", 6, "pids.max counts every fork in the cgroup",
         "cgroups(7), clone(2): EAGAIN",
         [](Scene& scene) {
             scene.attempt({"crowd", "300"});
             return scene.attackers_children().size() >= 300;
         }},
        {"eat-memory", "take 128 MiB of memory", 6,
         "memory.max counts every page, and the OOM killer ends who wants more", "cgroups(7)",
         [](Scene& scene) {
             scene.attempt({"eat", "128"});
             for (const pid_t child : scene.attackers_children()) {
                 const auto status = support::read_file(fmt::format("/proc/{}/status", child));
                 if (std::stoul("0" + field(status, "VmRSS")) >= 128 * 1024) return true;
             }
             return false;
         }},
        {"every-cpu", "run on every CPU of the host", 6,
         "cpuset.cpus is what sched_setaffinity can choose from", "cpuset(7), sched_setaffinity(2)",
         [](Scene& scene) {
             scene.host({"spread"});
             const auto all = field(scene.host({"read", "/proc/self/status"}), "Cpus_allowed");
             if (all.find_first_not_of("0,") == all.size() - 1 &&
                 std::string{"1248"}.find(all.back()) != std::string::npos)
                 throw NotApplicable{"this machine has one CPU"};
             scene.attempt({"spread"});
             return field(scene.attacker("status"), "Cpus_allowed") == all;
         }},
        {"open-disk", "make a node of the host's disk and open it", 6,
         "the devices of a cgroup are an allow list, asked at mknod and open",
         "mknod(2), cgroups(7)",
         [](Scene& scene) {
             // A fresh tmpfs: the file system of the volume may be mounted nodev.
             scene.host({"mount-tmpfs", scene.volume() / "fresh"});
             const auto disk = a_disk(scene);
             const auto node = scene.inside("/volume/fresh/disk");
             if (!scene.attempt({"mknod", node, disk[0], disk[1], "b"})) return false;
             scene.attempt({"hold", node});
             return scene.attacker_holds_disk(makedev(static_cast<unsigned>(std::stoi(disk[0])),
                                                      static_cast<unsigned>(std::stoi(disk[1]))));
         }},
        {"kernel-log", "make a node of /dev/kmsg and read the kernel's log", 6,
         "the devices of a cgroup are an allow list, asked at mknod and open",
         "mknod(2), cgroups(7)",
         [](Scene& scene) {
             scene.host({"mount-tmpfs", scene.volume() / "fresh"});
             const auto oldest = [&] {
                 return record(scene.host_must({"read-head", "/dev/kmsg"}));
             };
             const auto before = oldest();
             const auto node = scene.inside("/volume/fresh/kmsg");
             if (!scene.attempt({"mknod", node, "1", "11"})) return false;
             const auto read = scene.attempt({"read-head", node});
             // In a full log each new record pushes the oldest one out.
             return read && before <= record(*read) && record(*read) <= oldest();
         }},
    };
}

}  // namespace matrix
