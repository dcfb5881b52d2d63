# SPDX-License-Identifier: MIT
# needs: podman conmon ps
#
# Limits, as the kernel has them, and what podman itself reads there: stats and top.
. "$1/common.sh"
. "$1/podman.sh"
as_root
start_idle limited --memory 64m --pids-limit 50 --cpus 0.5 --cpu-shares 256 \
    --ulimit nofile=100:200 --ulimit nproc=20000:20000

pid=$(podman inspect --format '{{.State.Pid}}' limited)
# group CONTROLLER FILE
group() {
    place=$(grep -E "^[0-9]+:([^:]*,)?$1(,[^:]*)?:" "/proc/$pid/cgroup" | cut -d : -f 3)
    cat "/sys/fs/cgroup/$1$place/$2"
}
if [ -d /sys/fs/cgroup/memory ]; then
    check 'memory' "$(group memory memory.limit_in_bytes)" 67108864
    check 'pids' "$(group pids pids.max)" 50
    check 'the CPU time' \
        "$(group cpu cpu.cfs_quota_us) $(group cpu cpu.cfs_period_us)" '50000 100000'
    check 'the CPU shares' "$(group cpu cpu.shares)" 256
    check_status 'podman update' 0 podman update --cpus 0.25 limited
    check 'the CPU time after podman update' "$(group cpu cpu.cfs_quota_us)" 25000
fi
check 'a limit of setrlimit(2)' \
    "$(sed -n 's/^Max open files *\([0-9]*\) *\([0-9]*\).*/\1 \2/p' "/proc/$pid/limits")" '100 200'
check 'stats shows the limit and the processes' \
    "$(podman stats --no-stream --format '{{.Name}} {{.MemLimit}} {{.PIDS}}' limited)" \
    'limited 67108864 1'
check 'top shows the container'"'"'s processes' \
    "$(podman top limited pid args | tail -n +2 | tr -s ' ' | sed 's/ $//')" \
    '1 sleep 1000'
check 'more memory than the limit ends it' "$(podman run --rm --network none --memory 16m \
    localhost/bb sh -c 'tail /dev/zero; echo $?' 2>/dev/null)" 137

# For this podman gives the runtime crun's own option, --cgroup-manager=disabled.
if "$RUNTIME" --help 2>&1 | grep -q -e --cgroup-manager; then
    check 'no cgroup of its own with --cgroups=disabled' "$(podman run --rm --network none \
        --cgroups=disabled localhost/bb cat /proc/1/cgroup | grep -c libpod- || true)" 0
fi
podman_leaves
