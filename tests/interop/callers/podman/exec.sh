# SPDX-License-Identifier: MIT
# needs: podman conmon script
#
# podman exec: another process in a running container.
. "$1/common.sh"
. "$1/podman.sh"
as_root
start_idle one --env FROM=container --workdir /tmp --hostname inside

in_one() { podman exec "$@"; }

check 'it sees what the container sees' "$(in_one one hostname)" inside
check 'it is in the namespaces of the container' "$(in_one one readlink /proc/self/ns/pid)" \
    "$(readlink "/proc/$(podman inspect --format '{{.State.Pid}}' one)/ns/pid")"
check_status 'the exit status of exec' 9 in_one one sh -c 'exit 9'
check 'the environment is the container'"'"'s' "$(in_one one sh -c "echo \$FROM")" container
check 'exec -e' "$(in_one -e WORD=given one sh -c "echo \$WORD")" given
check 'the directory is the container'"'"'s' "$(in_one one pwd)" /tmp
check 'exec -w' "$(in_one -w /etc one pwd)" /etc
check 'exec --user' "$(in_one --user 12:34 one sh -c 'id -u; id -g')" "$(printf '12\n34')"
check 'without -t there is no terminal' "$(in_one one tty || true)" 'not a tty'
check 'exec -t' "$(on_terminal podman exec -t one sh -c "'tty; sleep 0.3'")" /dev/pts/0
check 'exec -i' "$(echo words | in_one -i one cat)" words
check_status 'the status for a program that is not there' 127 in_one one nowhere
check_like 'podman names the program that is not there' "$(cat $top/said)" '*nowhere*not found*'
check_status 'the status for what is no program' 126 in_one one /etc/passwd
in_one --detach one sleep 999
until_true 'exec --detach runs' sh -c 'podman top one args | grep -q "sleep 999"'
podman_leaves
