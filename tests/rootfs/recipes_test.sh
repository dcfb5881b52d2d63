#!/bin/sh
# SPDX-License-Identifier: MIT
#
# recipes_test.sh BUILD RECIPE
#
# A recipe of rootfs/ becomes an image, which is built and run by chapter 10's reference as a reader
# would, where no image of the machine's is touched: it must be as small as it says, run, and have no
# kernel. RECIPE may be `user`: scratch for a normal user.
set -eu
build=$1 recipe=$2
top=$(cd "$(dirname "$0")/../.." && pwd -P)

fail() {
    printf '%s: %s\n' "$recipe" "$1" >&2
    exit 1
}
skip() {
    echo "skipped: $1"
    exit 77
}
# expect WHAT OBSERVED EXPECTED
expect() { [ "$2" = "$3" ] || fail "$1 is \"$2\", not \"$3\""; }

hello="Hello. This image has no kernel, and runs on Linux $(uname -r)."

# --- around the test: a throw-away host

if [ "${INSIDE-}" = '' ]; then
    [ "$(id -u)" = 0 ] || skip 'only root can make a host to throw away'
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    export INSIDE="$work"
    if [ "$recipe" != debian ]; then
        "$build/tests/onstage" --env INSIDE="$work" --env HOME=/root -- "$0" "$@" 2>"$work/said" ||
            fail "$(cat "$work/said")"
        exit
    fi
    command -v mmdebstrap >/dev/null || skip 'there is no mmdebstrap'
    "$top/rootfs/debian/make.sh" "$work/rootfs.tar" >"$work/said" 2>&1 ||
        skip "Debian cannot be made here: $(tail -n 1 "$work/said")"
    # It has the machine's network, for apt; /run and /var/lib are its own.
    unshare --mount sh -euc 'mount -t tmpfs run /run && mount -t tmpfs lib /var/lib && "$@"' sh \
        "$0" "$@" && exit
    exit $?
fi

# --- the test

cd "$build"
chapter10=./solutions/chapter10
built() { $chapter10 build --quiet -t "$recipe" -f "$top/rootfs/$recipe/Containerfile" "$@" >/dev/null; }
run() { $chapter10 run --network none "$@"; }

# The directories of an image's layers, unpacked.
layers() { $chapter10 inspect "$1" | sed -n 's|^ *"\(/.*/layers/.*\)",\{0,1\}$|\1|p'; }

# What looks like a kernel, or a part of one, among the names on stdin.
kernels() { grep -E '/(vmlinu[xz][^/]*|[^/]*[.]ko([.][a-z0-9]+)?|boot/.+|lib/modules/.+)$' || true; }

no_kernel() {
    # shellcheck disable=SC2046 # one word a layer
    set -- $(layers "$recipe")
    [ $# != 0 ] || fail 'inspect names no layers'
    find "$@" -mindepth 1 >"$INSIDE/files"
    [ -s "$INSIDE/files" ] || fail 'there is no file in it'
    expect 'what looks like a kernel in it' "$(kernels <"$INSIDE/files")" ''
    # On a machine that has one, it would be found.
    found=$(printf '%s\n' /boot/vmlinuz-6.1 /usr/lib/modules/6.1/kernel/fs/ext4.ko.xz | kernels)
    expect 'how much is found of a real one' "$(printf '%s\n' "$found" | wc -l)" 2
}

# smaller_than BYTES
smaller_than() {
    # shellcheck disable=SC2046 # one word a layer
    size=$(du -cb $(layers "$recipe") | tail -n 1 | cut -f 1)
    [ "$size" -lt "$1" ] || fail "it has $size bytes, not less than $1"
    echo "$recipe: $size bytes"
}

case $recipe in
    scratch)
        # As README.md has it, letter for letter.
        said=$(cd "$build" && ./solutions/chapter10 build -t hello ../rootfs/scratch >"$INSIDE/log" &&
            ./solutions/chapter10 run hello)
        expect 'what it says' "$said" "$hello"
        built "$top/rootfs/scratch"
        smaller_than 1000000
        expect 'the files in it' "$(cd "$(layers scratch)" && ls -A)" hello
        ;;
    distroless)
        built recipes/distroless
        expect 'what it says' "$(run distroless)" "$hello"
        smaller_than 10000000
        built --target without-libc recipes/distroless
        status=0
        run distroless >"$INSIDE/out" 2>&1 || status=$?
        expect 'the exit status without libc' $status 127
        grep -q 'needs .*ld-linux.*missing' "$INSIDE/out" || fail "it says: $(cat "$INSIDE/out")"
        built recipes/distroless
        ;;
    busybox)
        built rootfs
        # shellcheck disable=SC2016 # the container's shell
        expect 'its shell' "$(run busybox sh -c 'echo $((6 * 7)) $(uname -r)')" "42 $(uname -r)"
        smaller_than 10000000
        ;;
    debian)
        built "$INSIDE"
        # shellcheck disable=SC2016,SC1091 # the container's shell; the host's file
        expect 'its release' "$(run debian sh -c '. /etc/os-release; echo $VERSION_CODENAME')" \
            "$(. /etc/os-release && echo "$VERSION_CODENAME")"
        expect 'its kernel' "$(run debian uname -r)" "$(uname -r)"
        smaller_than 200000000
        no_kernel
        $chapter10 run debian apt-get update -qq >"$INSIDE/said" 2>&1 ||
            skip "apt inside has no network: $(tail -n 1 "$INSIDE/said")"
        $chapter10 run debian sh -c 'apt-get update -qq && apt-get install -qq hello && hello' \
            >"$INSIDE/said" 2>&1 || fail "$(cat "$INSIDE/said")"
        expect 'what was installed says' "$(tail -n 1 "$INSIDE/said")" 'Hello, world!'
        # Large programs, under chapter 09's default profile.
        $chapter10 run -v "$top/tests/rootfs/programs.sh:/programs.sh:ro" debian \
            sh -eu /programs.sh >"$INSIDE/said" 2>&1 || fail "$(tail -n 20 "$INSIDE/said")"
        cat "$INSIDE/said"
        ;;
    user)
        # The checkout may be in a home directory that nobody else may enter.
        mkdir -p "$INSIDE/build/solutions" "$INSIDE/rootfs" /run/user
        cp solutions/chapter10 "$INSIDE/build/solutions/"
        cp -r "$top/rootfs/scratch" "$INSIDE/rootfs/"
        chown -R 65534:65534 "$INSIDE" /run/user
        as_user() {
            env HOME="$INSIDE" XDG_RUNTIME_DIR=/run/user \
                setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
        }
        as_user unshare --user --map-root-user true 2>"$INSIDE/why" || skip "$(cat "$INSIDE/why")"
        # shellcheck disable=SC2016 # the user's shell
        said=$(as_user sh -c 'cd "$0"/build && ./solutions/chapter10 build -t hello ../rootfs/scratch \
            >/dev/null && ./solutions/chapter10 run hello' "$INSIDE")
        expect 'what it says' "$said" "$hello"
        exit
        ;;
    *) fail 'there is no such recipe' ;;
esac
no_kernel
