#!/bin/sh
# SPDX-License-Identifier: MIT
#
# death_test.sh BUILD CHECKS PROGRAM: no verdict is lost, and none is made up, when the VM panics in
# the middle or takes too long.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
build=$1 checks=$2 program=$3
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
trap 'exit 1' HUP INT TERM

# expect STATUS NAME TEXT: what record must exit with for that check, and have in its output.
expect() {
    status=0
    output=$("$here/record" "$results" "$2") || status=$?
    case $status:$output in
        "$1:"*"$3"*) ;;
        *) echo "record $2 exits with $status, not $1, or does not say '$3':
$output" && exit 1 ;;
    esac
}

status=0
"$here/run" --build "$build" --timeout 60 sh -c '
    echo "{\"name\":\"passes\",\"verdict\":\"pass\"}"
    echo "{\"name\":\"fails\",\"verdict\":\"fail\",\"observed\":\"nothing\"}"
    echo "{\"name\":\"waits\",\"verdict\":\"waits\",\"for\":\"fails\"}"
    echo "{\"name\":\"skips\",\"verdict\":\"skip\",\"reason\":\"no such thing\"}"
    echo c >/proc/sysrq-trigger
    echo "{\"name\":\"later\",\"verdict\":\"pass\"}"' \
    >"$results/records" 2>"$results/talk" || status=$?
if [ "$status" = 77 ]; then cat "$results/talk" && exit 77; fi
[ "$status" = 125 ] || { echo "run exits with $status after a panic" && exit 1; }
expect 0 passes pass
expect 1 fails nothing
expect 1 waits fails
expect 77 skips 'no such thing'
expect 1 later 'Kernel panic'

VM_TIMEOUT=1 "$here/boot" "$build" "$results" "$checks" "$program" '[00+]'
expect 1 'another kernel' 'ended before'
