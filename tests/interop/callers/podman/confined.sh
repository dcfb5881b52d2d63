# SPDX-License-Identifier: MIT
# needs: podman conmon catatonit
#
# What a container may do, and what it is told.
. "$1/common.sh"
. "$1/podman.sh"
as_root

line() { run "$@" localhost/bb grep -E "^$of:" /proc/self/status | tr -d '\t'; }

of=CapBnd
check 'the capabilities' "$(line)" CapBnd:00000000a80425fb
check 'without those that are dropped' "$(line --cap-drop NET_BIND_SERVICE)" CapBnd:00000000a80421fb
check 'with those that are added' "$(line --cap-add NET_ADMIN)" CapBnd:00000000a80435fb
check 'none' "$(line --cap-drop all)" CapBnd:0000000000000000
of=NoNewPrivs
check 'no new privileges' "$(line --security-opt no-new-privileges)" NoNewPrivs:1
of=Seccomp
check 'the filter of system calls' "$(line)" Seccomp:2
check 'none when it is not wanted' "$(line --security-opt seccomp=unconfined)" Seccomp:0
cat >$top/filter.json <<'END'
{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [
    {"names": ["mkdir", "mkdirat"], "action": "SCMP_ACT_ERRNO", "errnoRet": 28}]}
END
check_like 'a filter of one'"'"'s own' \
    "$(run --security-opt seccomp=$top/filter.json localhost/bb mkdir /new 2>&1 || true)" '*No space left*'
check 'the hostname' "$(run --hostname named localhost/bb hostname)" named
check 'a sysctl' \
    "$(run --sysctl net.ipv4.ip_forward=1 localhost/bb cat /proc/sys/net/ipv4/ip_forward)" 1
check 'the stage has its own' "$(cat /proc/sys/net/ipv4/ip_forward)" 0
check 'a device' \
    "$(run --device /dev/zero:/dev/nothing localhost/bb stat -c '%F %t:%T' /dev/nothing)" \
    'character special file 1:5'
check 'it can be read' \
    "$(run --device /dev/zero:/dev/nothing localhost/bb sh -c 'head -c 3 /dev/nothing | xxd -p')" \
    000000
check 'PID 1' "$(run localhost/bb cat /proc/1/comm)" cat
check 'PID 1 with --init' \
    "$(run --init --init-path "$(command -v catatonit)" localhost/bb cat /proc/1/comm)" podman-init
check 'the user' "$(run --user 5:6 localhost/bb sh -c 'echo $(id -u) $(id -g)')" '5 6'
check 'masked paths are empty' "$(run localhost/bb sh -c 'wc -c </proc/timer_list')" 0
check 'privileged, they are not' \
    "$(run --privileged localhost/bb sh -c 'head -n 1 /proc/timer_list | cut -d : -f 1')" \
    "Timer List Version"
podman_leaves
