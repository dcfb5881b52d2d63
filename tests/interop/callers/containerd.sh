# SPDX-License-Identifier: MIT
#
# For the scenarios with containerd: a daemon of its own, and one image, localhost/bb.
# Sourced after common.sh. Its shim calls the runtime with --root, --log and --log-format.
mkdir -p $top/containerd
cat >$top/containerd/config.toml <<END
version = 2
root = "$top/containerd/root"
state = "$top/containerd/state"
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
address = "$top/containerd/socket"
END
containerd --config $top/containerd/config.toml >$top/containerd/log 2>&1 &
daemon=$!

call() { ctr --address $top/containerd/socket "$@"; }
# run OPTION... IMAGE ID COMMAND...
run() { call run --runc-binary "$RUNTIME" "$@"; }
status_of() { call tasks list | sed -n "s/^$1  *[0-9]*  *//p"; }
is() { [ "$(status_of "$1")" = "$2" ]; }

until_true 'the daemon answers' call version
tar -C "$rootfs" -cf $top/rootfs.tar .
# An image as `podman save` writes it: one layer.
layer=$(sha256sum $top/rootfs.tar | cut -d ' ' -f 1)
mkdir $top/image
mv $top/rootfs.tar $top/image/layer.tar
echo '{"architecture":"amd64","os":"linux","config":{"Env":["PATH=/usr/bin:/bin"]},' \
    '"rootfs":{"type":"layers","diff_ids":["sha256:'"$layer"'"]}}' >$top/image/config.json
echo '[{"Config":"config.json","RepoTags":["localhost/bb:latest"],"Layers":["layer.tar"]}]' \
    >$top/image/manifest.json
tar -C $top/image -cf $top/image.tar manifest.json config.json layer.tar
call images import $top/image.tar >/dev/null
bb=localhost/bb:latest

containerd_leaves() {
    check 'no task is left' "$(call tasks list --quiet)" ''
    check 'no cgroup is left of them' "$(find /sys/fs/cgroup -type d -path '*/default/*')" ''
    check 'no state is left of them' \
        "$(find /run/containerd -mindepth 3 2>/dev/null | grep runc || true)" ''
    kill $daemon
    wait $daemon || true
    find /sys/fs/cgroup -depth -type d -path '*/default*' -exec rmdir {} +
    rm -rf /run/containerd
    leave
}
