# SPDX-License-Identifier: MIT
# shellcheck shell=sh
#
# What the scripts here have in common; they read it with `.`, and have set build and here.
. "$here/../../bench/common.sh" # v1_trees, apart

suite=$build/validation/suite results=$build/validation/results

skip() {
    echo "skipped: $1"
    exit 77
}

# The suite is there, or it is known why not.
require_suite() {
    [ "$(id -u)" = 0 ] || skip 'only root can make a machine to throw away'
    [ -e "$suite/built" ] && return
    [ ! -e "$build/validation/missing" ] || { cat "$build/validation/missing" && exit 77; }
    echo "the suite is not built: ctest -R '^validation: the suite'"
    exit 1
}

# Its programs.
programs() { (cd "$suite" && find . -type f -perm -u+x ! -name runtimetest | sed 's|^\./||' | sort); }

# lacks WORD: the machine does not have it (lacks.sh).
lacks() { grep -q "^$1:" "$build/validation/lacks"; }

# with_trees TREES COMMAND...: COMMAND with no cgroups but those of version 1 and TREES, hierarchies
# that are mounted for it. Where there is no version 1, with what there is.
with_trees() {
    all="$(v1_trees) $1"
    shift
    if has_v1; then apart "$all" "$@"; else "$@"; fi
}

# mount_apart TREE COMMAND: COMMAND, in a shell, in a hierarchy of version 1 with TREE, which is mounted
# for it alone.
mount_apart() {
    # shellcheck disable=SC2016 # for the inner shell
    unshare --mount --propagation private sh -euc '
        mount -t tmpfs apart /mnt
        mkdir /mnt/tree
        mount -t cgroup -o "$1" apart /mnt/tree
        cd /mnt/tree
        eval "$2"' sh "$1" "$2"
}
# give_back TREE: a hierarchy that nobody mounts goes, and what it has is version 2's again; but only if it
# was empty when it was unmounted, and removed groups take the kernel a moment.
give_back() {
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        grep -q ":$1:" /proc/self/cgroup || return 0
        mount_apart "$1" true 2>/dev/null || true
        sleep 0.2
    done
    echo "the hierarchy $1 does not go" >&2
    return 1
}

# What is wrong with PROGRAM for every runtime: the fields of its line in exceptions.txt.
field() { sed -n "s/^$1 | //p" "$here/exceptions.txt" | sed "s/ | /\t/g" | cut -f "$2"; }
when() { field "$1" 1; }
pattern() { field "$1" 2; }
reason() { field "$1" 3; }

# expected PROGRAM: "clean", "unclean", or "either" if that is left to chance.
expected() {
    case $(when "$1") in
        '') echo clean ;;
        always) echo unclean ;;
        race | complaint) echo either ;;
        *) if lacks "$(when "$1")"; then echo unclean; else echo clean; fi ;;
    esac
}

# verdict FILE: "clean" where all assertions hold; "unclean" where one does not; "complains" where the
# program has found an error and makes no assertion of it. FILE is what judge.awk writes.
verdict() {
    if grep -q '^not ok' "$1"; then
        echo unclean
    elif grep -q '^complains' "$1"; then
        echo complains
    else
        echo clean
    fi
}
