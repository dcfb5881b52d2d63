#!/bin/sh
# SPDX-License-Identifier: MIT
#
# compare.sh BUILD NAME PEER PROGRAM
#
# Prints the assertions of PROGRAM that hold with PEER and not with NAME, both recorded: those that fail,
# and those that NAME did not get as far as. There are none if NAME is clean: another way through the
# program is as good.
set -eu
build=$1 name=$2 peer=$3 program=$4
here=$(cd "$(dirname "$0")" && pwd -P)
. "$here/common.sh"
[ "$(verdict "$results/$name/$program")" != clean ] || exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# held NAME: in order. Where the program complains, there is an assertion that nobody has made.
held() {
    {
        cat "$results/$1/$program"
        [ "$(verdict "$results/$1/$program")" = complains ] || printf 'ok\tit does not complain\n'
    } | sed -n 's/^ok	//p' | sort
}
held "$name" >"$work/ours"
held "$peer" >"$work/theirs"
comm -13 "$work/ours" "$work/theirs"
