#!/bin/sh
# SPDX-License-Identifier: MIT
#
# order_test.sh ORDER PROGRAM OTHER: the functions of ORDER are in PROGRAM, and lie together there;
# and it would be seen if they were not: in OTHER, or if they were any functions of PROGRAM.
set -eu

order=$1 program=$2 other=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

functions() { nm --numeric-sort --defined-only "$1" | awk '$2 ~ /[tTwW]/ {print $3}'; }

# judge ORDER PROGRAM: how many of the functions are not there, and how far apart the middle nine
# tenths of the others are, among all of the program's: in percent.
judge() {
    functions "$2" | awk -v order="$1" '
        BEGIN { while ((getline name < order) > 0) { listed[name] = 1; wanted++ } }
        { all++ }
        $1 in listed { delete listed[$1]; place[++found] = all }
        END {
            print int(100 * (wanted - found) / wanted)
            if (found > 0) print int(100 * (place[int(found * .95) + 1] - place[int(found * .05) + 1]) / all)
        }' | paste -s -d ' '
}

are_together() {
    verdict=$(judge "$1" "$2")
    missing=${verdict% *} apart=${verdict#* }
    echo "$1 in $2: $missing % are missing, the others are $apart % of the program apart"
    [ "$missing" -le 25 ] && [ "$apart" -le 40 ]
}

if ! are_together "$order" "$program"; then
    echo 'cmake --build build --target order makes it anew' >&2
    exit 1
fi
functions "$program" | awk 'NR % 20 == 0' >"$work/any"
for wrong in "$order $other" "$work/any $program"; do
    # shellcheck disable=SC2086 # two words
    if are_together $wrong; then
        echo "is not found out: $wrong" >&2
        exit 1
    fi
done
