#!/bin/sh
# SPDX-License-Identifier: MIT
#
# prepare.sh BUILD
#
# Gets the OCI validation suite, and builds it into BUILD/validation/suite. What is there already
# stays. Exits with 77, and the reason, where the suite cannot be had.
#
# The sources are Debian's, signed by Debian, and so are the libraries; this machine's own lists of
# packages are not touched. The programs are built as they are, but for three things that are
# wrong around them:
#
#   - Debian has no tap-go: tap/ stands in for it.
#   - Programs built by Go 1.19 or later raise their own soft limit of files as soon as they start.
#     The suite is older, and its program inside the container reads that limit. It is built not
#     to raise it.
#   - misc_props runs /runtimetest in a bundle to which it was not copied. So it is in the rootfs that
#     all bundles are unpacked from.
set -eu
build=$1 here=$(cd "$(dirname "$0")" && pwd -P)
top=$build/validation
package=golang-github-opencontainers-runtime-tools version=0.9.0.109.ge931285
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

skip() {
    mkdir -p "$top"
    echo "$1" | tee "$top/missing"
    exit 77
}
# Runs what must work.
quietly() {
    if ! "$@" >"$top/log" 2>&1; then
        cat "$top/log"
        echo "failed: $*"
        exit 1
    fi
}
# Of apt's words, those that say that something is not there, or that nobody is. What is there, and is
# not what Debian has signed, is another matter.
absent='404  Not Found|Could not resolve|Temporary failure resolving|Could not connect|timed out|Unable to connect'
fetch() {
    if ! "$@" >"$top/log" 2>&1; then
        cat "$top/log"
        if grep -E '^(E|W|Err)' "$top/log" | grep -qE 'GPG|signed|NO_PUBKEY|Hash Sum|mismatch' ||
            ! grep -qE "$absent" "$top/log"; then
            echo "failed: $*"
            exit 1
        fi
        skip "skipped: Debian's mirror does not have the sources of $package, or cannot be reached"
    fi
}

case $(dpkg --print-architecture 2>/dev/null) in
    amd64) rootfs=rootfs-amd64.tar.gz ;;
    i386) rootfs=rootfs-386.tar.gz ;;
    *) skip 'skipped: the suite has file systems for amd64 and i386 only' ;;
esac
command -v go >/dev/null || skip 'skipped: there is no go: apt-get install golang-go'
[ -e $keyring ] || skip "skipped: there is no $keyring: apt-get install debian-archive-keyring"

# The mirror that this machine has its own packages from; Debian's, or it has none of these sources.
mirror() { apt-get indextargets --format '$(LABEL) $(REPO_URI)' | sed -n 's/^Debian //p' | head -n 1; }

get() {
    mirror=$(mirror)
    [ -n "$mirror" ] || skip 'skipped: this machine has its packages from no mirror of Debian'
    rm -rf "$top/apt" "$top/go"
    mkdir -p "$top/apt/lists/partial" "$top/apt/cache/archives/partial" \
        "$top/go/src/github.com/opencontainers"
    echo "deb-src [signed-by=$keyring] $mirror trixie main" >"$top/apt/sources.list"
    set -- -o Dir::Etc::sourcelist="$top/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::State::lists="$top/apt/lists" -o Dir::Cache="$top/apt/cache" -o APT::Sandbox::User=root
    fetch apt-get "$@" --error-on=any update
    (cd "$top/apt" && fetch apt-get "$@" source --download-only --tar-only $package=$version-1) || exit
    mv "$top/apt/${package}_$version.orig.tar.xz" "$top/suite.tar.xz"
    rm -rf "$top/apt"
}

if [ ! -e "$top/suite/built" ]; then
    [ -e "$top/suite.tar.xz" ] || get
    rm -rf "$top/go" "$top/suite" "$top/missing"
    sources=$top/go/src/github.com/opencontainers
    mkdir -p "$top/suite" "$sources" "$top/go/src/github.com/mndrix"
    tar -xf "$top/suite.tar.xz" -C "$sources"
    mv "$sources/$package-$version" "$sources/runtime-tools"
    cp -r "$here/tap" "$top/go/src/github.com/mndrix/tap-go"

    # One of these files has a function init that raises the limit.
    root=$(go env GOROOT)/src overlay=''
    for file in os/rlimit.go syscall/rlimit.go; do
        grep -qs '^func init() {' "$root/$file" || continue
        copy=$top/go/$(dirname $file)-rlimit.go
        sed 's/^func init() {/func raise() {/' "$root/$file" >"$copy"
        overlay="$overlay${overlay:+, }\"$root/$file\": \"$copy\""
    done
    echo "{\"Replace\": {$overlay}}" >"$top/go/overlay.json"

    export GO111MODULE=off GOTOOLCHAIN=local GOFLAGS='' GOCACHE="$top/go/cache" CGO_ENABLED=0 \
        GOPATH="$top/go:/usr/share/gocode"
    cd "$sources/runtime-tools"
    set -- validation/*/
    for folder; do
        shift
        [ "$folder" = validation/util/ ] || set -- "$@" "./$folder"
    done
    quietly nice go build -overlay "$top/go/overlay.json" -o "$top/suite/" ./cmd/runtimetest "$@"
    gunzip <$rootfs >"$top/suite/$rootfs" # tar looks into it, and finds out
    quietly tar --append -f "$top/suite/$rootfs" --owner 0 --group 0 -C "$top/suite" ./runtimetest
    cd "$top"
    rm -rf "$top/go"
    touch "$top/suite/built"
fi
