#!/bin/sh
# SPDX-License-Identifier: MIT
#
# apart_test.sh: `apart` of common.sh does its work in a namespace of its own, and touches nothing if
# it should not be in one: here, if unshare is a program that has unshared nothing.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
# shellcheck source=tests/bench/common.sh
. "$here/common.sh"

wrong() {
    echo "apart: $1" >&2
    exit 1
}

before=$(cat /proc/self/mountinfo)
stubs=$(mktemp -d)
trap 'rm -rf "$stubs"' EXIT
# What must not be called only says that it was.
for tool in mount umount mkdir; do
    printf '#!/bin/sh\necho %s >>%s\n' "$tool" "$stubs/called" >"$stubs/$tool"
done
# shellcheck disable=SC2016 # for that script
printf '#!/bin/sh\nwhile [ "$1" != sh ]; do shift; done\nexec "$@"\n' >"$stubs/unshare"
chmod +x "$stubs"/*
if (PATH=$stubs:$PATH apart devices touch "$stubs/called") 2>"$stubs/said"; then
    wrong 'succeeds in the namespace of the caller'
fi
[ ! -e "$stubs/called" ] || wrong "in the namespace of the caller, calls $(cat "$stubs/called")"
grep -q 'namespace of the caller' "$stubs/said" || wrong "says $(cat "$stubs/said")"

if ! unshare --mount true 2>/dev/null || ! has_v1; then
    echo 'the rest is skipped: it needs root, and cgroups of version 1'
    exit 77
fi
mounted=$(apart devices sh -c 'ls /sys/fs/cgroup; mount -t tmpfs x /var/lib')
[ "$mounted" = devices ] || wrong "has $mounted in /sys/fs/cgroup"
[ "$(cat /proc/self/mountinfo)" = "$before" ] || wrong 'changes the mounts of the caller'
