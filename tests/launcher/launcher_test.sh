#!/bin/sh
# SPDX-License-Identifier: MIT
#
# launcher_test.sh CASE: what ./workbook promises, run as somebody would type it. Exit status 77
# means skipped.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd -P)
cd "$top"

skip() {
    echo "skipped: $*"
    exit 77
}
fail() {
    echo "FAILED: $*"
    exit 1
}
# expect PART TEXT
expect() {
    case $2 in
        *"$1"*) ;;
        *) fail "'$1' is not in: $2" ;;
    esac
}
# Somebody without rights, but with a home, as every normal user has.
as_nobody() { HOME=$home setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }

[ "$2" = "$top/build" ] || skip "./workbook builds in build/, and this build is in $2"

case $1 in
    help)
        text=$(./workbook --help)
        for word in try test build lab check; do expect "  $word" "$text"; done
        ;;
    no-such-chapter)
        if text=$(./workbook build 77 2>&1 </dev/null); then fail "exit status 0"; fi
        expect "there is no chapter '77'" "$text"
        ;;
    tour)
        text=$(cd / && "$top/workbook" try </dev/null 2>/dev/null)
        expect "/bin/sh -c 'hostname'
container" "$text"
        release=$(uname -r)
        expect "uname -r'
$release" "$text"
        ;;
    closed-stdin)
        ./workbook try <&- >/dev/null 2>&1 || fail "exit status $?"
        ;;
    no-root)
        home=$(mktemp -d)
        trap 'rm -rf "$home"' EXIT
        chown 65534:65534 "$home"
        as_nobody test -x "$top/build/solutions/chapter00" || skip "a normal user cannot read $top"
        as_nobody unshare --user --map-root-user true 2>/dev/null ||
            skip "this host keeps normal users from making namespaces"
        for chapter in build/solutions/chapter??; do
            text=$(as_nobody ./workbook lab "./solutions/${chapter##*/}" run rootfs \
                /bin/sh -c 'id -u; cat /etc/hostname 2>/dev/null; exit 7' </dev/null 2>&1) || status=$?
            [ "${status:-0}" = 7 ] || fail "$chapter in the lab: status ${status:-0}: $text"
            expect "0" "$text"
        done
        text=$(as_nobody ./workbook lab ./solutions/chapter04 run --init rootfs \
            /bin/sh -c 'hostname; ls /dev/null; ls -d /sys/class; cat /proc/[0-9]*/comm | grep -c kthreadd' 2>&1) || true
        expect "container
/dev/null
/sys/class
0" "$text"
        ;;
esac
