# SPDX-License-Identifier: MIT
# needs: podman conmon
#
# podman pause and unpause.
. "$1/common.sh"
. "$1/podman.sh"
as_root

podman run -d --name counts --network none -v $top:/shared localhost/bb sh -c '
    n=0
    while :; do n=$((n + 1)); echo $n >/shared/new; mv /shared/new /shared/count; done' >/dev/null
counted() { [ -s $top/count ]; }
until_true 'the container counts' counted
check_status 'podman pause' 0 podman pause counts
before=$(cat $top/count)
sleep 0.3
check 'a paused container stands still' "$(cat $top/count)" "$before"
check 'podman sees it as paused' "$(podman inspect --format '{{.State.Status}}' counts)" paused
check_status 'no exec in a paused container' 255 podman exec counts true
check_status 'podman unpause' 0 podman unpause counts
goes_on() { [ "$(cat $top/count)" != "$before" ]; }
until_true 'it goes on' goes_on
podman pause counts >/dev/null
check_status 'a paused container can be removed' 0 podman rm --force --time 0 counts
podman_leaves
