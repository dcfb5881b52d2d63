# SPDX-License-Identifier: MIT
# needs: podman conmon
#
# What is mounted in a container.
. "$1/common.sh"
. "$1/podman.sh"
as_root

# size PLACE OPTION...: of the file system there, in KiB
size() {
    place=$1
    shift
    run "$@" localhost/bb df -k "$place" | tail -n 1 | tr -s ' ' | cut -d ' ' -f 2
}
# writes PLACE OPTION...: whether one can write there
writes() {
    place=$1
    shift
    run "$@" localhost/bb sh -c "echo written >$place && echo yes || echo no" 2>/dev/null
}

mkdir $top/data
echo words >$top/data/file
check 'a volume is there' "$(run -v $top/data:/data localhost/bb cat /data/file)" words
check 'a volume can be written to' "$(writes /data/new -v $top/data:/data)" yes
check 'and then the host has it' "$(cat $top/data/new)" written
check 'a volume that is ro' "$(writes /data/never -v $top/data:/data:ro)" no
check 'the host has nothing of it' "$(ls $top/data)" "$(printf 'file\nnew')"
podman volume create kept >/dev/null
run -v kept:/kept localhost/bb sh -c 'echo kept >/kept/file'
check 'a named volume stays' "$(run -v kept:/kept localhost/bb cat /kept/file)" kept
check 'a tmpfs' "$(size /memory --tmpfs /memory:size=1m)" 1024
check 'a root that is read-only' "$(writes /file --read-only --read-only-tmpfs=false)" no
check 'what is mounted there is not' "$(writes /tmp/file --read-only --tmpfs /tmp)" yes
check 'the size of /dev/shm' "$(size /dev/shm --shm-size 2m)" 2048
printf secret >$top/hidden
podman secret create word $top/hidden >/dev/null
check 'a secret' \
    "$(run --secret word,mode=0400 localhost/bb sh -c 'cat /run/secrets/word; stat -c :%a /run/secrets/word')" \
    secret:400
podman_leaves
