# SPDX-License-Identifier: MIT
# needs: podman conmon
#
# podman run waits for its container, whose standard streams and exit status are its own.
. "$1/common.sh"
. "$1/podman.sh"
as_root

run() { podman run --rm --network none "$@"; }

check 'the kernel is the machine'"'"'s own' "$(run localhost/bb uname -r)" "$(uname -r)"
check 'stdin arrives' "$(echo words | podman run -i --rm --network none localhost/bb cat)" words
run localhost/bb sh -c 'echo out; echo err >&2' >$top/out 2>$top/err
check 'stdout is stdout' "$(cat $top/out)" out
check 'stderr is stderr' "$(cat $top/err)" err
check_status 'the exit status of a container' 7 run localhost/bb sh -c 'exit 7'
check_status 'a container that a signal ended' 143 run --init localhost/bb sh -c 'kill -TERM $$'
check_status 'the status for a program that is not there' 127 run localhost/bb nowhere
check_like 'podman names the program that is not there' "$(cat $top/said)" '*nowhere*not found*'
check_status 'the status for what is no program' 126 run localhost/bb /etc/passwd
check_like 'podman says that it may not run it' "$(cat $top/said)" '*ermission denied*'
check 'no container is left of them' "$(podman ps --all --quiet)" ''
podman_leaves
