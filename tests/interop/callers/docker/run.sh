# SPDX-License-Identifier: MIT
# needs: dockerd docker containerd script
#
# A Docker daemon of its own, whose runtime is this one: it calls it by containerd's shim. Whoever
# wants this installs Debian's docker.io, which starts a daemon that changes the machine's network.
. "$1/common.sh"

mkdir -p $top/docker
cat >$top/docker/config.json <<END
{"data-root": "$top/docker/data", "exec-root": "$top/docker/exec", "pidfile": "$top/docker/pid",
 "hosts": ["unix://$top/docker/socket"], "runtimes": {"called": {"path": "$RUNTIME"}},
 "default-runtime": "called", "bridge": "none", "iptables": false, "ip6tables": false,
 "ip-forward": false, "storage-driver": "overlay2"}
END
dockerd --config-file $top/docker/config.json >$top/docker/log 2>&1 &
daemon=$!
export DOCKER_HOST="unix://$top/docker/socket" DOCKER_CONFIG=$top/docker
until_true 'the daemon answers' docker version
tar -C "$rootfs" -c . | docker import - bb >/dev/null

run() { docker run --rm --network none "$@"; }
field() { docker inspect --format "{{.State.$2}}" "$1"; }

check 'the kernel is the machine'"'"'s own' "$(run bb uname -r)" "$(uname -r)"
check_status 'the exit status' 7 run bb sh -c 'exit 7'
check_status 'the status for a program that is not there' 127 run bb nowhere
check_like 'docker names it' "$(cat $top/said)" '*nowhere*not found*'
check_status 'the status for what is no program' 126 run bb /etc/passwd
check 'a terminal' "$(on_terminal docker run --rm -t --network none bb tty)" /dev/pts/0
mkdir $top/data
echo words >$top/data/file
check 'a volume' "$(run -v $top/data:/data:ro bb cat /data/file)" words
check 'the filter of system calls' "$(run bb grep -c '^Seccomp:.*2$' /proc/self/status)" 1

docker run -d --name one --network none --memory 64m --hostname inside bb sh -c \
    'trap "echo bye; exit 3" TERM; echo hello; while :; do sleep 0.05; done' >/dev/null
check 'exec' \
    "$(docker exec -e WORD=given -w /etc one sh -c 'echo $WORD $(pwd) $(hostname)')" \
    'given /etc inside'
check_status 'the exit status of exec' 9 docker exec one sh -c 'exit 9'
check 'exec --user' "$(docker exec --user 12:34 one sh -c 'echo $(id -u) $(id -g)')" '12 34'
check 'exec -t' "$(on_terminal docker exec -t one tty)" /dev/pts/0
docker pause one >/dev/null
check 'paused' "$(field one Status)" paused
docker unpause one >/dev/null
if [ -d /sys/fs/cgroup/memory ]; then
    docker update --memory 32m --memory-swap 32m one >/dev/null
    check 'the limit after docker update' \
        "$(cat "/sys/fs/cgroup/memory/docker/$(docker inspect --format '{{.Id}}' one)/memory.limit_in_bytes")" 33554432
fi
check_like 'top' "$(docker top one)" '*while :; do sleep*'
docker stop --time 20 one >/dev/null
check 'the exit status that the container chose' "$(field one ExitCode)" 3
check 'the log' "$(docker logs one)" "$(printf 'hello\nbye')"
docker start one >/dev/null
docker kill one >/dev/null
check 'the exit status of a killed container' "$(docker wait one)" 137
docker rm one >/dev/null
check 'no cgroup is left of them' "$(find /sys/fs/cgroup -mindepth 3 -type d -path '*/docker/*')" ''
kill $daemon
wait $daemon || true
find /sys/fs/cgroup -depth -type d -path '*/docker' -exec rmdir {} +
leave
