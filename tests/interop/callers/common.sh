# SPDX-License-Identifier: MIT
#
# For the scenarios: each is run by run.sh, as `sh -eu SCENARIO HERE` on a throw-away machine. What
# callers keep is in /run/callers, and goes at the end with leave(); what else is still there was
# left by the runtime, and run.sh hears of it from the stage.
here=$1
top=/run/callers
rootfs=$BUILD/rootfs
name=$(basename "$RUNTIME")

# fail CHECK: this one is what failed; nothing after it is looked at.
fail() {
    printf 'failed: %s\n' "$1"
    exit 1
}
# check CHECK OBSERVED EXPECTED
check() { [ "$2" = "$3" ] || fail "$1: it is \"$2\", not \"$3\""; }
# check_like CHECK OBSERVED PATTERN, a pattern as `case` takes it
check_like() {
    # shellcheck disable=SC2254 # it is meant as a pattern
    case $2 in
        $3) ;;
        *) fail "$1: it is \"$2\", not like \"$3\"" ;;
    esac
}
# check_status CHECK STATUS COMMAND...: how the command ends; what it says is in $top/said.
check_status() {
    said_check=$1 expected=$2 status=0
    shift 2
    "$@" >$top/said 2>&1 || status=$?
    check "$said_check" "$status ($(tail -n 3 $top/said | cut -c 1-300))" \
        "$expected ($(tail -n 3 $top/said | cut -c 1-300))"
}
# until_true CHECK COMMAND...: what another process does in a moment.
until_true() {
    tried=0 said_check=$1 most=400
    [ -z "$BROKEN" ] || most=30
    shift
    until "$@" >$top/said 2>&1; do
        tried=$((tried + 1))
        [ $tried -lt $most ] || fail "$said_check: not even after a while ($(tail -n 3 $top/said))"
        sleep 0.05
    done
}
# The links between a container and a bridge go with its namespace, which the kernel takes time for.
no_pair() { ! ip -brief link | grep veth; }
# A terminal for the command's stdin, stdout and stderr.
on_terminal() {
    [ -p $top/quiet ] || mkfifo $top/quiet  # nothing is typed, and that is not the end
    script -qec "$*" /dev/null <>$top/quiet | tr -d '\r'
}

# Everything is killed with the stage, so the end of a script is never waited for.
trap 'status=$?; [ $status = 0 ] || { echo "ended with $status: $0"; tail -n 5 $top/said; }' EXIT

mkdir -p $top
cd $top  # conmon notes an OOM kill in a file where it was called
: >$top/said
if [ -n "$BROKEN" ]; then
    # Callers do not hand on their environment, so the real one's name is written down; a normal
    # user may not get at where it is.
    WORKBOOK_CALLED_RUNTIME=$top/real/$name
    mkdir $top/real
    cp "$RUNTIME" $top/real
    cp "$here/wrong.sh" "$here/broken/$BROKEN.sh" $top/real
    RUNTIME=$top/$name
    printf '%s\n' '#!/bin/sh' "WORKBOOK_CALLED_RUNTIME=$WORKBOOK_CALLED_RUNTIME" \
        ". $top/real/wrong.sh" ". $top/real/$BROKEN.sh" >"$RUNTIME"
    chmod 755 "$RUNTIME"
fi

# What a caller kept for itself; the runtime's directory of states may stay, if it is empty.
leave() {
    grep " $top" /proc/self/mountinfo | cut -d ' ' -f 5 | sort -r | xargs -r umount
    rm -rf $top /var/lib/containers
    find /run -mindepth 1 -depth -type d -empty -delete
}
