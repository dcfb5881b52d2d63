// SPDX-License-Identifier: MIT
#include "container/defaults.hpp"

namespace container {

Filesystem default_filesystem() {
    constexpr auto quiet = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC;
    constexpr auto with_devices = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC;
    Filesystem filesystem;
    filesystem.mounts = {
        {"/proc", "proc", "", quiet},
        {"/sys", "sysfs", "", quiet | MOUNT_ATTR_RDONLY},
        {"/dev", "tmpfs", "", with_devices, "mode=755,size=64m"},
        {"/dev/pts", "devpts", "", with_devices, "mode=620,ptmxmode=666"},
        {"/dev/shm", "tmpfs", "", quiet, "mode=1777,size=64m"},
        {"/dev/mqueue", "mqueue", "", quiet},
    };
    filesystem.devices = {{"null", 1, 3},   {"zero", 1, 5},    {"full", 1, 7},
                          {"random", 1, 8}, {"urandom", 1, 9}, {"tty", 5, 0}};
    // What tells about, or reaches into, the machine rather than the container.
    filesystem.masked_paths = {"/proc/acpi",
                               "/proc/asound",
                               "/proc/interrupts",
                               "/proc/kcore",
                               "/proc/keys",
                               "/proc/latency_stats",
                               "/proc/sched_debug",
                               "/proc/scsi",
                               "/proc/timer_list",
                               "/proc/timer_stats",
                               "/sys/devices/virtual/powercap",
                               "/sys/firmware"};
    filesystem.readonly_paths = {"/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys",
                                 "/proc/sysrq-trigger"};
    return filesystem;
}

std::vector<DeviceRule> default_device_rules() {
    std::vector<DeviceRule> rules = {
        {false},
        {true, 'c', {}, {}, "m"},
        {true, 'b', {}, {}, "m"},
    };
    for (const unsigned memory : {3U, 5U, 7U, 8U, 9U}) rules.push_back({true, 'c', 1, memory});
    for (const unsigned terminal : {0U, 1U, 2U}) rules.push_back({true, 'c', 5, terminal});
    rules.push_back({true, 'c', 136});  // what /dev/pts holds
    return rules;
}

}  // namespace container
