#!/bin/sh
# SPDX-License-Identifier: MIT
#
# check.sh BUILD RUNTIME PROGRAM
#
# RUNTIME does what PROGRAM of the suite asserts; or what exceptions.txt says of PROGRAM is so.
set -eu
build=$1 runtime=$2 program=$3
here=$(cd "$(dirname "$0")" && pwd -P)
. "$here/common.sh"
require_suite
case $program in
    linux_cgroups_* | delete_*resources)
        if lacks v1; then skip 'the suite knows cgroups of version 1 only'; fi
        ;;
esac

name=$(basename "$runtime")
"$here/record.sh" "$build" "$name" "$runtime" "$program"
file=$results/$name/$program
found=$(verdict "$file") expected=$(expected "$program")
grep -v '^ok' "$file" >"$file.failed" || true
cat "$file.failed"

failed() {
    echo "failed: $1"
    echo "What $program said is in $file.out and $file.err; that ends with:"
    tail -n 5 "$file.err"
    exit 1
}
if [ "$expected" = clean ]; then
    [ "$found" = clean ] || failed 'not clean'
else
    known=$(pattern "$program")
    unknown=$(cut -f 2 "$file.failed" | grep -vxE "($known)( #[0-9]*)?" || true)
    [ -z "$unknown" ] || failed "more than what exceptions.txt says, $known"
    [ "$expected:$found" != unclean:clean ] ||
        failed "it is clean, and so exceptions.txt is wrong: $(reason "$program")"
fi
echo "$found, and that is expected"
