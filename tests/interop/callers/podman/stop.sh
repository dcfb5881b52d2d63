# SPDX-License-Identifier: MIT
# needs: podman conmon
#
# podman run -d, logs, stop, kill and wait.
. "$1/common.sh"
. "$1/podman.sh"
as_root

ended() { [ "$(podman inspect --format '{{.State.Status}}' "$1")" = exited ]; }
status_of() { podman inspect --format '{{.State.ExitCode}}' "$1"; }

podman run -d --name polite --network none localhost/bb sh -c '
    trap "echo bye; exit 3" TERM
    trap "echo signal" USR1
    echo hello
    while :; do sleep 0.05; done' >/dev/null
said_hello() { podman logs polite | grep -q hello; }
until_true 'podman logs' said_hello
podman kill --signal USR1 polite >/dev/null
said_signal() { podman logs polite | grep -q signal; }
until_true 'kill --signal reaches the container' said_signal
check 'it is still running' "$(podman inspect --format '{{.State.Status}}' polite)" running
check_status 'podman stop' 0 podman stop --time 20 polite
check 'the exit status that the container chose' "$(status_of polite)" 3
check 'the log to its end' "$(podman logs polite | tail -n 1)" bye

start_idle deaf
podman kill deaf >/dev/null
until_true 'a killed container ends' ended deaf
check 'the exit status of a killed container' "$(status_of deaf)" 137
podman start deaf >/dev/null
check 'it can be started again' "$(podman exec deaf echo here)" here
check_status 'podman stop of what ignores SIGTERM' 0 podman stop --time 1 deaf
check 'then SIGKILL follows' "$(status_of deaf)" 137

podman run -d --name open --network none --pid host localhost/bb sh -c 'sleep 998 & sleep 999' >/dev/null
both() { [ "$(pgrep -fx 'sleep 99[89]' | wc -l)" = 2 ]; }
until_true 'two processes with --pid host' both
podman rm --force --time 0 open >/dev/null
neither() { ! pgrep -fx 'sleep 99[89]'; }
until_true 'all that ran with --pid host has ended' neither
podman_leaves
