# SPDX-License-Identifier: MIT
# needs: podman conmon
#
# podman cp, diff and commit: the files of a container that runs, and of one that has stopped.
. "$1/common.sh"
. "$1/podman.sh"
as_root
mkdir $top/data
start_idle one -v $top/data:/data

echo words >$top/in
podman cp $top/in one:/tmp/in
check 'what is copied in' "$(podman exec one cat /tmp/in)" words
check 'into a volume' "$(podman cp $top/in one:/data/in 2>&1 && cat $top/data/in)" words
podman exec one sh -c 'echo inside >/etc/made; rm /etc/hosts.none 2>/dev/null; rm /bin/ash'
podman cp one:/etc/made $top/out
check 'what is copied out' "$(cat $top/out)" inside
check 'what has changed' "$(podman diff one | grep -E '^[AD] /(etc/made|bin/ash)$' | sort)" \
    "$(printf 'A /etc/made\nD /bin/ash')"
podman commit --quiet one localhost/made >/dev/null
podman rm --force --time 0 one >/dev/null
check 'an image of it' "$(podman run --rm --network none localhost/made \
    sh -c 'cat /etc/made; test -e /bin/ash || echo gone')" "$(printf 'inside\ngone')"
podman_leaves
