#!/bin/sh
# SPDX-License-Identifier: MIT
#
# record.sh BUILD NAME RUNTIME PROGRAM
#
# Runs a PROGRAM of the suite with RUNTIME on a throw-away machine (tests/stage). What it prints is
# then in BUILD/validation/results/NAME/PROGRAM.out and .err, and its assertions are in PROGRAM.
set -eu
build=$1 name=$2 runtime=$(readlink -f "$3") program=$4
here=$(cd "$(dirname "$0")" && pwd -P)
. "$here/common.sh"

# The name of one of the machine's.
interface=$(find /sys/class/net/ -type l ! -name lo | sort | sed 's|.*/||; 1q')

# It has these for the moment, if it can; only the programs that ask for them do.
case $program in
    *_hugetlb) trees=hugetlb ;;
    *_network) trees=net_cls,net_prio ;;
    *) trees='' ;;
esac
if lacks "${trees%,*}"; then trees=''; fi

# Whoever wants it next waits until it has gone.
if [ -n "$trees" ]; then
    exec 9>"$build/validation/$trees.lock"
    flock 9
    for _ in $(seq 50); do
        if mount_apart "$trees" true 2>/dev/null; then break; fi
        sleep 0.2 # who has it in version 2 may have ended by then
    done
fi

folder=$results/$name
mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$suite"
status=0
with_trees "$trees" timeout 90 "$build/tests/onstage" --unseen --env TMPDIR=/run \
    --env PATH=/usr/sbin:/usr/bin:/sbin:/bin --env RUNTIME="$runtime" -- \
    sh -eu "$here/stage.sh" "${interface:-eth0}" "$suite/$program" \
    >"$work/$program.out" 2>"$work/$program.err" </dev/null 9>&- || status=$?

[ -z "$trees" ] || give_back "$trees"

# Names that are others every time.
hex='[0-9a-f][0-9a-f]*'
sed "s/$hex-$hex-$hex-$hex-$hex/ID/g;
    s!\(oci[a-z-]*\|target\|mount\|example\)[0-9][0-9]*!\1!g" "$work/$program.out" |
    awk -v status=$status -f "$here/judge.awk" >"$work/$program"
for file in .out .err ''; do
    mv "$work/$program$file" "$folder/$program$file.$$"
    mv "$folder/$program$file.$$" "$folder/$program$file" # at once: others may be reading
done
