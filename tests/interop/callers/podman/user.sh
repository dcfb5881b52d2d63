# SPDX-License-Identifier: MIT
# needs: podman conmon newuidmap setpriv
#
# podman of a normal user: the runtime is root in a user namespace, and owns no cgroup.
. "$1/common.sh"
. "$1/podman.sh"
# The stage has users of its own; the runtime may be where only root can get at it.
mkdir -p $top/etc $top/home $top/xdg
for file in passwd group shadow gshadow subuid subgid; do
    cp /etc/$file $top/etc/$file 2>/dev/null || : >$top/etc/$file
    mount --bind $top/etc/$file /etc/$file
done
echo 'caller:x:4321:4321::/run/callers/home:/bin/sh' >>/etc/passwd
echo 'caller:x:4321:' >>/etc/group
echo 'caller:500000:65536' | tee -a /etc/subuid >>/etc/subgid
cp "$RUNTIME" $top/home/"$name"
RUNTIME=$top/home/$name
tar -C "$rootfs" -cf $top/home/bb.tar .
configure $top/home '"nofile=1024:20000", "nproc=20000:20000"'
chmod 755 $top
chown -R 4321:4321 $top/home $top/xdg

as_caller() {
    env HOME=$top/home XDG_RUNTIME_DIR=$top/xdg XDG_CONFIG_HOME=$top/home \
        setpriv --reuid=4321 --regid=4321 --init-groups sh -euc 'cd && "$@"' sh "$@"
}
run() { as_caller podman run --rm --network none "$@"; }

as_caller podman import --quiet $top/home/bb.tar localhost/bb:latest >/dev/null
check 'it is root inside' "$(run localhost/bb sh -c 'echo $(id -u) $(cat /proc/self/uid_map)')" \
    '0 0 4321 1 1 500000 65536'
check 'the kernel is the machine'"'"'s own' "$(run localhost/bb uname -r)" "$(uname -r)"
check_status 'the exit status' 7 run localhost/bb sh -c 'exit 7'
check_status 'the status for a program that is not there' 127 run localhost/bb nowhere
mkdir $top/home/data
chown 4321:4321 $top/home/data
run -v $top/home/data:/data localhost/bb sh -c 'echo words >/data/file; chown 5 /data/file'
check 'a volume has it, and its owner' \
    "$(cat $top/home/data/file) $(stat -c %u $top/home/data/file)" 'words 500004'
as_caller podman run -d --name one --network none localhost/bb sh -c \
    'trap "exit 3" TERM; while :; do sleep 0.05; done' >/dev/null
check 'exec' \
    "$(as_caller podman exec -e WORD=given -w /etc one sh -c 'echo $WORD $(pwd)')" 'given /etc'
check_status 'the exit status of exec' 9 as_caller podman exec one sh -c 'exit 9'
check_status 'stop' 0 as_caller podman stop --time 20 one
check 'the exit status that the container chose' \
    "$(as_caller podman inspect --format '{{.State.ExitCode}}' one)" 3
check 'what rm names' "$(as_caller podman rm one)" one
check 'no container is left' "$(as_caller podman ps --all --quiet)" ''

# A network that needs no privilege; the device is 0666 on most machines.
mknod $top/tun c 10 200
chmod 666 $top/tun
if [ -e /dev/net/tun ] && command -v slirp4netns >/dev/null; then
    mount --bind $top/tun /dev/net/tun
    check_like 'a network of slirp4netns' "$(as_caller podman run --rm --network slirp4netns \
        localhost/bb ip -4 addr show tap0)" '*inet 10.0.2.100/24*'
    umount /dev/net/tun
fi
check 'it is itself with --userns keep-id' "$(run --userns keep-id localhost/bb id -u)" 4321

# A process of podman's holds the user namespace; it is asked to end.
as_caller podman system migrate 2>/dev/null
for file in passwd group shadow gshadow subuid subgid; do umount /etc/$file; done
podman_gone=$(pgrep -u 4321 -l || true)
check 'no process of the user is left' "$podman_gone" ''
leave
