# SPDX-License-Identifier: MIT
#
# For the scenarios with podman: a configuration of its own, and one image, localhost/bb.
# Sourced after common.sh.

# configure DIRECTORY LIMITS: containers.conf(5) and containers-storage.conf(5) there.
configure() {
    mkdir -p "$1/networks"
    cat >"$1/containers.conf" <<END
[containers]
log_driver = "k8s-file"
default_ulimits = [$2]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "$name"
runtime_supports_json = ["$name"]
runtime_supports_nocgroup = ["$name"]
tmp_dir = "$1/tmp"
[engine.runtimes]
$name = ["$RUNTIME"]
[network]
network_backend = "netavark"
network_config_dir = "$1/networks"
[secrets.opts]
path = "$1/secrets"
END
    cat >"$1/storage.conf" <<END
[storage]
driver = "overlay"
graphroot = "$1/graph"
runroot = "$1/run"
END
    : >"$1/registries.conf"
    export CONTAINERS_CONF="$1/containers.conf" CONTAINERS_STORAGE_CONF="$1/storage.conf" \
        CONTAINERS_REGISTRIES_CONF="$1/registries.conf" TMPDIR="$1"
}

# For root, with limits that need no CAP_SYS_RESOURCE.
as_root() {
    configure $top '"nofile=1024:20000", "nproc=20000:20000"'
    import_image
}

# The image with the project's BusyBox.
import_image() { tar -C "$rootfs" -c . | podman import --quiet - localhost/bb:latest >/dev/null; }

# run ARGUMENTS...: podman run, and no network. What the container writes to stdout is taken from its
# log: of what conmon shows besides, podman now and then gets nothing, if a command ends at once. (Its
# own tests have met that, too: issue 7195 of podman.)
run() {
    status=0 log=$(mktemp $top/log.XXXXXX)
    podman run --rm --network none --log-opt path="$log" "$@" >/dev/null || status=$?
    # TIME STREAM F LINE; or P, for a part of a line.
    awk '$2 == "stdout" { end = $3 == "F" ? "\n" : ""; sub(/^[^ ]* stdout [FP] /, "")
        printf "%s%s", $0, end }' "$log"
    rm "$log"
    return $status
}

# A container that does nothing: its name, then what else podman run takes.
start_idle() {
    idle=$1
    shift
    podman run -d --name "$idle" --network none "$@" localhost/bb sleep 1000 >/dev/null
}

# The containers go, and what podman itself leaves.
podman_leaves() {
    podman rm --all --force --time 0 >/dev/null
    check 'nothing of a removed container is left in the cgroups' \
        "$(find /sys/fs/cgroup -type d -name '*libpod-*')" ''
    no_process() { ! pgrep -x 'sleep|conmon'; }
    until_true 'no process is left of a removed container' no_process
    find /sys/fs/cgroup -depth -type d -path '*/libpod_parent*' -exec rmdir {} +
    leave
}
