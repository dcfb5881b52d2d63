# SPDX-License-Identifier: MIT
# caught by: podman/stop: all that ran with --pid host has ended
#
# Only the first process is ended, for the others are not in the container's cgroup any more.
case $verb in kill | delete)
    find /sys/fs/cgroup -path '*/libpod-*/cgroup.procs' | while read -r file; do
        hierarchy=${file#/sys/fs/cgroup/}
        for pid in $(tail -n +2 "$file"); do
            echo "$pid" >"/sys/fs/cgroup/${hierarchy%%/*}/cgroup.procs" || true # it may have ended
        done
    done
    ;;
esac
real "$@"
