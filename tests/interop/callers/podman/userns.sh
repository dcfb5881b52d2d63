# SPDX-License-Identifier: MIT
# needs: podman conmon newuidmap
#
# podman run --userns=auto and --uidmap: root inside is nobody outside.
. "$1/common.sh"
. "$1/podman.sh"
# Whom the machine lets map what is not for this test to change: the stage has such files of its own.
for file in subuid subgid; do
    cp /etc/$file $top/$file 2>/dev/null || : >$top/$file
    echo 'containers:1000000:1000000' >>$top/$file
    mount --bind $top/$file /etc/$file
done
as_root

null=$(stat -c '%u:%g' /dev/null)
pid_of() { podman inspect --format '{{.State.Pid}}' "$1"; }
# owner PID: the user that process is for the machine
owner() { stat -c %u "/proc/$1"; }

start_idle auto --userns auto
check 'it is root inside' "$(podman exec auto id -u)" 0
first=$(podman exec auto sh -c 'read -r inside outside size </proc/self/uid_map; echo $outside')
check 'and an unused user outside' "$(owner "$(pid_of auto)")" "$first"
[ "$first" -ge 1000000 ] || fail "the users are of the range for containers: $first"
check 'its files are its own' \
    "$(podman exec auto sh -c 'touch /new; stat -c %u /new /bin')" "$(printf '0\n0')"
start_idle other --userns auto
[ "$(owner "$(pid_of other)")" != "$first" ] || fail 'two containers have no user in common: they have'

map=0:300000:65536
check 'the map that was asked for' "$(podman run --rm --network none --uidmap $map --gidmap $map \
    localhost/bb sh -c 'echo $(cat /proc/self/uid_map) $(cat /proc/self/gid_map)')" \
    '0 300000 65536 0 300000 65536'
mkdir $top/data
chown 300007 $top/data
check 'a volume has the owner that the map says' "$(podman run --rm --network none --uidmap $map \
    --gidmap $map -v $top/data:/data localhost/bb stat -c %u /data)" 7
check 'its null is the machine'"'"'s' \
    "$(podman run --rm --network none --uidmap $map --gidmap $map \
    localhost/bb sh -c 'echo words >/dev/null; cat /dev/null; stat -c %t:%T /dev/null')" 1:3
check 'the machine'"'"'s own null is still root'"'"'s' "$(stat -c '%u:%g' /dev/null)" "$null"
umount /etc/subuid /etc/subgid
podman_leaves
