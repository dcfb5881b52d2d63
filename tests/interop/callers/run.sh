#!/bin/sh
# SPDX-License-Identifier: MIT
#
# run.sh BUILD RUNTIME SUBJECT/SCENARIO [BROKEN]
#
# What a real caller does with an OCI runtime: the scenario, SUBJECT/SCENARIO.sh, on a throw-away
# machine (tests/stage), whose containers, cgroups, mounts and links are not this machine's. It must
# end with 0 and leave nothing behind. BROKEN is the name of a script in broken/, which does one
# thing wrong on RUNTIME's behalf; the scenario must fail then, with the check that the script names.
set -eu
build=$1 runtime=$(readlink -f "$2") scenario=$3 broken=${4-}
here=$(cd "$(dirname "$0")" && pwd -P)

skip() {
    echo "skipped: $1"
    exit 77
}

[ "$(id -u)" = 0 ] || skip 'only root can make a machine to throw away'
case $2 in
    "$build"/*) [ -x "$runtime" ] || { echo "$2 is not built" && exit 1; } ;;
    *) [ -x "$runtime" ] || skip "there is no runtime $2" ;;
esac
PATH=$PATH:/usr/sbin:/usr/lib/podman:/usr/lib/cni
for tool in $(sed -n 's/^# needs: //p' "$here/$scenario.sh"); do
    command -v "$tool" >/dev/null || skip "there is no $tool"
done

# Of a wrong runtime it is only of interest whether the check fails; or what it leaves, if it is that.
check='nothing is left behind'
[ -z "$broken" ] || check=$(sed -n "s|^# caught by: $scenario: ||p" "$here/broken/$broken.sh")
[ -n "$check" ] || { echo "broken/$broken.sh names no check of $scenario" && exit 1; }
case $check in nothing*) seen='' ;; *) seen=--unseen ;; esac

said=$(mktemp)
trap 'rm -f "$said"' EXIT
status=0
# shellcheck disable=SC2086 # one word, or none
timeout 60 "$build/tests/onstage" $seen --env HOME=/run/callers --env BUILD="$build" \
    --env RUNTIME="$runtime" --env BROKEN="$broken" -- \
    sh -eu "$here/$scenario.sh" "$here" </dev/null >"$said" 2>&1 || status=$?

if [ $status != 0 ]; then
    sed -i '/^+ /d; /left behind:)$/d' "$said" # that is all there was when it stopped
elif [ -z "$seen" ] && ! grep -q '^(exit status 0, nothing left behind)$' "$said"; then
    echo 'failed: nothing is left behind: the lines above are' >>"$said"
fi
if [ -n "$broken" ]; then
    if grep -qF "failed: $check:" "$said"; then
        echo "caught by: $check"
        exit
    fi
    cat "$said"
    echo "$broken is not caught by: $check"
    exit 1
fi
cat "$said"
[ $status = 0 ] && ! grep -q '^failed: ' "$said"
