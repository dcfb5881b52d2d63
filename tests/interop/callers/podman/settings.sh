# SPDX-License-Identifier: MIT
# needs: podman conmon
#
# What else one can ask of podman run.
. "$1/common.sh"
. "$1/podman.sh"
as_root

# same KIND OPTION...: whether the container has the machine's namespace
same() {
    kind=$1
    shift
    check "$1 is the machine's" \
        "$(podman run --rm "$@" localhost/bb readlink "/proc/self/ns/$kind")" \
        "$(readlink "/proc/self/ns/$kind")"
}

same net --network=host
same ipc --ipc=host --network=none
same pid --pid=host --network=none
same uts --uts=host --network=none
same cgroup --cgroupns=host --network=none
check 'the umask' "$(run --umask 077 localhost/bb sh -c umask)" 0077
check 'more groups' "$(run --user 5:6 --group-add 7 localhost/bb id -G)" '6 7'
check 'the score for the OOM killer' \
    "$(run --oom-score-adj 500 localhost/bb cat /proc/self/oom_score_adj)" 500
"$RUNTIME" --version | grep -q '^runc version 1\.1\.' || # which does not know it
    check 'the personality' "$(run --personality LINUX32 localhost/bb uname -m)" i686
check 'another directory' "$(run --workdir /usr/bin localhost/bb pwd)" /usr/bin
check 'a list of CPUs' \
    "$(run --cpuset-cpus 0 localhost/bb sed -n 's/^Cpus_allowed_list:\t//p' /proc/self/status)" 0
check 'more masked paths' "$(run --security-opt mask=/etc localhost/bb ls /etc)" ''
check 'fewer' "$(run --security-opt unmask=/proc/timer_list localhost/bb sh -c \
    'head -n 1 /proc/timer_list | cut -d : -f 1')" 'Timer List Version'
mkdir -p $top/outer/inner
mount -t tmpfs inner $top/outer/inner
echo words >$top/outer/inner/file
check 'a mount below a volume' \
    "$(run -v $top/outer:/outer localhost/bb cat /outer/inner/file)" words
check 'not with bind-nonrecursive' \
    "$(run --mount type=bind,src=$top/outer,dst=/outer,bind-nonrecursive \
    localhost/bb ls /outer/inner)" ''
podman run -d --name sees --network none -v $top/outer:/outer:rslave localhost/bb sleep 1000 >/dev/null
mkdir $top/outer/later
mount -t tmpfs later $top/outer/later
echo later >$top/outer/later/file
check 'a later mount with rslave' "$(podman exec sees cat /outer/later/file)" later
umount $top/outer/later
check 'and its end' "$(podman exec sees ls /outer/later)" ''
check 'a tmpfs with a mode' \
    "$(run --mount type=tmpfs,dst=/t,tmpfs-mode=0711 localhost/bb stat -c %a /t)" 711
check 'flags of a mount' "$(run -v $top/outer:/outer:noexec,nosuid localhost/bb sh -c \
    'grep " /outer " /proc/mounts | cut -d " " -f 4 | cut -d , -f 1-3')" rw,nosuid,noexec
podman_leaves
