# SPDX-License-Identifier: MIT
# needs: podman conmon script
#
# podman run -it: the container has a terminal of its own, whose other end conmon got from the
# runtime over the console socket.
. "$1/common.sh"
. "$1/podman.sh"
as_root

terminal() { on_terminal podman run -it --rm --network none localhost/bb "$@"; }

# Each stays a moment: of a command that ends at once, callers now and then show nothing.
check 'its terminal' "$(terminal sh -c "'tty; sleep 0.3'")" /dev/pts/0
check 'it is the controlling terminal' "$(terminal sh -c "'echo words >/dev/tty; sleep 0.3'")" words
check 'stdout and stderr are the terminal' \
    "$(terminal sh -c "'test -t 1 && test -t 2 && echo both; sleep 0.3'")" both
# What is typed, and Ctrl-C, which only the controlling terminal makes a signal of.
typed=$( (printf 'typed\n'; sleep 1) |
    script -qec 'podman run -it --rm --network none localhost/bb sh -c "read -r a; echo got \$a"' /dev/null)
check_like 'what is typed arrives' "$typed" '*got typed*'
status=0
(until podman exec waits true; do sleep 0.1; done; sleep 0.3; printf '\003'; sleep 1) 2>/dev/null |
    timeout 30 script -qec 'podman run -it --rm --name waits --network none localhost/bb \
        sh -c "trap \"exit 5\" INT; while :; do sleep 0.1; done"' /dev/null >$top/said || status=$?
check 'Ctrl-C is SIGINT' $status 5
podman_leaves
