#!/bin/sh
# SPDX-License-Identifier: MIT
#
# judge.sh SOURCE PROGRAM CHECKS TAGS
#
# Runs checks on PROGRAM, which SOURCE is a part of. If SOURCE names one in a line such as
#
#     // caught by: 02.init-reaps            or, if it is another kind of failure,
#     // caught by: 00.runs (hang)
#
# that one must fail. Without such a line, those with the tags of its chapter and the contract of all
# chapters must pass: the checks of earlier chapters are other files'.
# Where that check itself is skipped, for what this machine lacks, so is the mutant: with 77.
# What only cgroups of one version show says so:
#
#     // shows on: cgroup v2
#
# and is skipped where pids, which every machine has, is a controller of the other. And what is wrong
# only when two things meet, says
#
#     // a race: not every run shows it
#
# and is caught if one of five runs is.
set -eu
source=$1 program=$2 checks=$3 tags=$4

version=v1
if grep -qsw pids /sys/fs/cgroup/cgroup.controllers; then version=v2; fi
shows_on=$(sed -n 's|^// shows on: cgroup ||p' "$source")
if [ -n "$shows_on" ] && [ "$shows_on" != "$version" ]; then
    echo "skipped: shows on cgroup $shows_on, and this machine has $version"
    exit 77
fi

wanted=$(sed -n 's|^// caught by: ||p' "$source")
case $wanted in
    '')
        wanted='no check'
        export WORKBOOK_TIMEOUT_SCALE=3  # what is right may take its time on a slow machine
        ;;
    *')') ;;
    *) wanted="$wanted (fail)" ;;
esac

only=
case $wanted in
    'no check')
        number=$(basename "$(dirname "$source")" | cut -c 1-2)
        tags="[00+],[$number+],[$number]"
        ;;
    *) only="--only ${wanted%% *}" ;;
esac

# Each check copies the rootfs to /tmp, which takes most of the time: here, /tmp is memory. The
# build may be below it, and is put back.
build=$(dirname "$(dirname "$checks")")
in_memory() {
    # shellcheck disable=SC2016 # $0 and $@ are of that shell
    (cd "$build" && unshare --mount sh -c 'mount -t tmpfs -o mode=1777 memory /tmp &&
        mkdir -p "$0" && mount -c --bind . "$0" && exec "$@"' "$build" "$@")
}

tries=1
if grep -qx '// a race: not every run shows it' "$source"; then tries=5; fi

# One line a check, whose first words are always {"id":...,"name":...,"verdict":...,"kind":...
field() { printf '%s\n' "$first" | sed -n "s/.*[{,]\"$1\":\"\([^\"]*\)\".*/\1/p"; }
report=$(dirname "$program")/report.json
got='no check'
while [ "$got" = 'no check' ] && [ "$tries" -gt 0 ]; do
    tries=$((tries - 1))
    rm -f "$report"
    # shellcheck disable=SC2086 # an option and its value, or nothing
    output=$(in_memory "$checks" "$tags" $only --abort --box "$program" --report "$report" 2>&1) || true
    first=$(grep -m 1 -e '"verdict":"fail"' -e '"verdict":"error"' "$report" || true)
    case $first in
        '') ;;
        *'"verdict":"error"'*) got="$(field id) (error: the harness's own)" ;;
        *) got="$(field id) ($(field kind))" ;;
    esac
done
if [ -n "$only" ] && grep -q '"verdict":"skip"' "$report"; then
    echo "skipped: so is ${wanted%% *} on this machine"
    exit 77
fi
grep -q '"verdict":"pass"' "$report" || [ "$wanted" != 'no check' ] || got='no check, but none ran'

echo "caught by $got"
[ "$got" = "$wanted" ] && exit
printf '%s\nbut by %s, says %s\n' "$output" "$wanted" "$source"
exit 1
