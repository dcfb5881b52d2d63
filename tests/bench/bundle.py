#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bundle.py [--limits] ROOTFS COMMAND...: a config.json for OCI runtimes that asks for what
chapter04 does.

The same namespaces, mounts, masked and read-only paths; no terminal, no seccomp, no limits. With
--limits, what `chapter06 run --network none --memory 64m --cpus 1 --pids-limit 100` does.
"""
import json
import sys

QUIET = ["nosuid", "nodev", "noexec"]


def mount(destination, kind, *options):
    return {"destination": destination, "type": kind, "source": kind, "options": list(options)}


LIMITS = {
    "memory": {"limit": 64 << 20, "swap": 128 << 20},
    "cpu": {"quota": 100_000, "period": 100_000},
    "pids": {"limit": 100},
    "devices": [{"allow": False, "access": "rwm"}],  # runtimes add the default ones
}

with_limits = sys.argv[1] == "--limits"
rootfs, *command = sys.argv[1 + with_limits:]
config = {
    "ociVersion": "1.0.2",
    "process": {
        "terminal": False,
        "user": {"uid": 0, "gid": 0},
        "args": command,
        "env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root",
                "TERM=xterm", "HOSTNAME=container"],
        "cwd": "/",
    },
    "root": {"path": rootfs, "readonly": False},
    "hostname": "container",
    "mounts": [
        mount("/proc", "proc", *QUIET),
        mount("/sys", "sysfs", *QUIET, "ro"),
        mount("/dev", "tmpfs", "nosuid", "noexec", "mode=755", "size=64m"),
        mount("/dev/pts", "devpts", "nosuid", "noexec", "newinstance", "mode=620", "ptmxmode=666"),
        mount("/dev/shm", "tmpfs", *QUIET, "mode=1777", "size=64m"),
        mount("/dev/mqueue", "mqueue", *QUIET),
    ],
    "linux": {
        "namespaces": [{"type": kind} for kind in ("pid", "ipc", "uts", "mount")],
        "maskedPaths": [
            "/proc/acpi", "/proc/asound", "/proc/interrupts", "/proc/kcore", "/proc/keys",
            "/proc/latency_stats", "/proc/sched_debug", "/proc/scsi", "/proc/timer_list",
            "/proc/timer_stats", "/sys/devices/virtual/powercap", "/sys/firmware"],
        "readonlyPaths": [
            "/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"],
    },
}
if with_limits:
    config["mounts"].append(mount("/sys/fs/cgroup", "cgroup", *QUIET, "ro"))
    config["linux"]["namespaces"] += [{"type": "network"}, {"type": "cgroup"}]
    config["linux"]["resources"] = LIMITS
    config["linux"]["cgroupsPath"] = "/workbook-bench/bench"
json.dump(config, sys.stdout, indent=2)
