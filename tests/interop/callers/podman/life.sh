# SPDX-License-Identifier: MIT
# needs: podman conmon
#
# podman create, init, start, attach, restart; and many containers at once.
. "$1/common.sh"
. "$1/podman.sh"
as_root

status() { podman inspect --format '{{.State.Status}}' "$1"; }

reads='echo ran >>/log; read -r word; echo "got $word"'
podman create --name one --network none localhost/bb sh -c "$reads" >/dev/null
podman init one >/dev/null
pid=$(podman inspect --format '{{.State.Pid}}' one)
# What podman says of one that has run and ended depends on whether conmon has been quick.
check 'its process is there, and waits' \
    "$(status one), $(test -d "/proc/$pid" && echo there)" 'initialized, there'
check 'but has not begun' "$(podman cp one:/log - 2>/dev/null | tar -xOf - 2>/dev/null || true)" ''
podman rm --force --time 0 one >/dev/null
check 'what was never started can be removed' "$(test -d "/proc/$pid" || echo gone)" gone

podman create -i --name two --network none localhost/bb sh -c "$reads" >/dev/null
check 'start --attach' "$(echo first | podman start --attach --interactive two)" 'got first'
check 'started again, it has its files' \
    "$(echo second | podman start --attach --interactive two)" 'got second'
check 'both wrote there' "$(podman cp two:/log - | tar -xOf -)" "$(printf 'ran\nran')"

start_idle three
before=$(podman inspect --format '{{.State.Pid}}' three)
podman restart --time 0 three >/dev/null
check 'running after a restart' "$(status three)" running
[ "$(podman inspect --format '{{.State.Pid}}' three)" != "$before" ] || fail 'another process after a restart: the same'

for n in 1 2 3 4 5 6 7 8; do
    podman run --rm --network none --name many$n localhost/bb sh -c "echo $n; exit $n" >$top/many$n &
    eval "job$n=$!"
done
for n in 1 2 3 4 5 6 7 8; do
    status=0
    eval "wait \$job$n" || status=$?
    check "the status of one of eight at once" $status $n
    check "what one of eight at once said" "$(cat $top/many$n)" $n
done
podman_leaves
