#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bundle.py ROOTFS COMMAND...: a config.json for OCI runtimes that asks for what chapter04 does.

The same namespaces, mounts, masked and read-only paths; no terminal, no seccomp, no limits.
"""
import json
import sys

QUIET = ["nosuid", "nodev", "noexec"]


def mount(destination, kind, *options):
    return {"destination": destination, "type": kind, "source": kind, "options": list(options)}


rootfs, *command = sys.argv[1:]
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
json.dump(config, sys.stdout, indent=2)
