# SPDX-License-Identifier: MIT
# needs: podman conmon
#
# A pod: containers that share namespaces, which the runtime is given by their paths.
. "$1/common.sh"
. "$1/podman.sh"
as_root
podman pod create --name both --network none --share net,ipc,uts --hostname shared \
    --infra-image localhost/bb --infra-command 'sleep 1000' >/dev/null

# in_pod NAME COMMAND...
in_pod() {
    member=$1
    shift
    podman run -d --pod both --name "$member" localhost/bb "$@" >/dev/null
}
namespace() { podman exec "$1" readlink "/proc/self/ns/$2"; }

in_pod server nc -ll -p 80 -e echo words
in_pod client sleep 1000
for kind in net ipc uts; do
    check "the $kind namespace is shared" "$(namespace client $kind)" "$(namespace server $kind)"
done
for kind in mnt pid; do
    [ "$(namespace client $kind)" != "$(namespace server $kind)" ] || fail "the $kind namespace is not shared: it is"
done
check 'the hostname of the pod' "$(podman exec client hostname)" shared
check 'one hears the other on lo' "$(podman exec client nc 127.0.0.1 80)" words
check 'all run' "$(podman pod inspect --format '{{.State}}' both)" Running
podman pod stop --time 0 both >/dev/null
check 'none runs when the pod is stopped' "$(podman ps --quiet)" ''
podman pod rm --force both >/dev/null

podman run -d --name first --network none --ipc shareable localhost/bb sleep 1000 >/dev/null
check 'another container'"'"'s PID namespace' \
    "$(podman run --rm --network container:first --pid container:first localhost/bb cat /proc/1/cmdline | tr '\0' ' ')" 'sleep 1000 '
podman_leaves
