#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bundle.py [--limits] [--seccomp FILE] ROOTFS COMMAND...: a config.json for OCI runtimes that asks for what
chapter04 does.

The same namespaces, mounts, masked and read-only paths; no terminal, no seccomp, no limits. With
--limits, what `chapter06 run --network none --memory 64m --cpus 1 --pids-limit 100` does. With
--seccomp, what `chapter09 run --network none` does, whose profile FILE has, in OCI's form: docker's
capabilities, no_new_privs, no limits. But no user namespace, which is to crun's advantage: it would
give the caller's /dev/null away to the container's root.
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

CAPABILITIES = ["CAP_" + name for name in (
    "CHOWN", "DAC_OVERRIDE", "FSETID", "FOWNER", "MKNOD", "NET_RAW", "SETGID", "SETUID", "SETFCAP",
    "SETPCAP", "NET_BIND_SERVICE", "SYS_CHROOT", "KILL", "AUDIT_WRITE")]

with_limits = sys.argv[1] == "--limits"
profile = sys.argv[2] if sys.argv[1] == "--seccomp" else None
rootfs, *command = sys.argv[3 if profile else 1 + with_limits:]
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
if profile:
    sets = ("bounding", "effective", "permitted")
    config["process"]["capabilities"] = {name: CAPABILITIES for name in sets}
    config["process"]["noNewPrivileges"] = True
    config["mounts"].append(mount("/sys/fs/cgroup", "cgroup", *QUIET, "ro"))
    config["linux"]["namespaces"] += [{"type": "network"}, {"type": "cgroup"}]
    config["linux"]["cgroupsPath"] = "/workbook-bench/bench"
    with open(profile, encoding="utf-8") as file:
        config["linux"]["seccomp"] = json.load(file)
json.dump(config, sys.stdout, indent=2)
