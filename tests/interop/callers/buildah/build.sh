# SPDX-License-Identifier: MIT
# needs: buildah
#
# buildah run and build: each RUN is a container of the runtime's.
. "$1/common.sh"
. "$1/podman.sh"
configure $top '"nofile=1024:20000", "nproc=20000:20000"'

# with VERB ARGUMENT...
with() {
    verb=$1
    shift
    buildah "$verb" --runtime "$RUNTIME" --isolation oci --network none "$@"
}

container=$(buildah from scratch)
tar -C "$rootfs" -cf $top/rootfs.tar .
buildah add --quiet "$container" $top/rootfs.tar / >/dev/null
check 'the kernel is the machine'"'"'s own' "$(with run "$container" uname -r)" "$(uname -r)"
check 'the hostname' "$(with run --hostname named "$container" hostname)" named
check_status 'the exit status' 7 with run "$container" sh -c 'exit 7'
check 'the user' "$(with run --user 12:34 "$container" sh -c 'echo $(id -u) $(id -g)')" '12 34'
mkdir $top/data
echo words >$top/data/file
check 'a volume' "$(with run -v $top/data:/data:ro "$container" cat /data/file)" words
with run "$container" sh -c 'echo kept >/kept'
buildah commit --quiet "$container" localhost/bb:latest >/dev/null

cat >$top/Containerfile <<'END'
FROM localhost/bb
ENV WORD=given
WORKDIR /made
RUN echo $WORD >file && uname -r >kernel
RUN cat /kept >>file
END
check_status 'a build' 0 with build --quiet --pull-never -t made -f $top/Containerfile $top
made=$(buildah from --pull-never made)
check 'what the build made' "$(with run "$made" cat /made/file /made/kernel)" \
    "$(printf 'given\nkept\n%s' "$(uname -r)")"
echo 'RUN exit 4' >>$top/Containerfile
check_status 'a build whose RUN fails' 4 with build --quiet --pull-never -f $top/Containerfile $top
buildah rm --all >/dev/null
check 'no cgroup is left of them' "$(find /sys/fs/cgroup -type d -name '*buildah*')" ''
leave
