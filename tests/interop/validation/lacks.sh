#!/bin/sh
# SPDX-License-Identifier: MIT
#
# lacks.sh BUILD
#
# Says what this machine has not got of what the suite asks for, a line `WORD: REASON` each, and keeps
# that in BUILD/validation/lacks. The words are those of exceptions.txt.
set -eu
build=$1 here=$(cd "$(dirname "$0")" && pwd -P)
. "$here/common.sh"

require_suite

# mounts TREE COMMAND: whether there can be such a hierarchy, and COMMAND likes it. It is there for the
# moment, and nobody uses it. What others have just removed in version 2 takes the kernel a moment.
mounts() {
    status=1
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        has_v1 && mount_apart "$1" "$2" >/dev/null 2>&1 && status=0 && break
        sleep 0.5
    done
    give_back "$1"
    return $status
}

{
    if ! has_v1; then
        echo 'v1: the suite knows cgroups of version 1 only'
    fi

    mounts hugetlb true || echo 'hugetlb: hugetlb cannot be mounted as a hierarchy of version 1'
    mounts net_cls,net_prio 'grep -v "^lo " net_prio.ifpriomap' ||
        echo 'net_cls: net_cls and net_prio cannot be mounted, or know no interface but lo'

    # On a stage: what the groups of this kernel have.
    # shellcheck disable=SC2016 # for the stage's shell
    with_trees '' "$build/tests/onstage" --unseen -- sh -euc '
        group=/sys/fs/cgroup/memory/lacks
        mkdir -p "$group"
        echo 4194304 >"$group/memory.kmem.limit_in_bytes" || true
        [ "$(cat "$group/memory.kmem.limit_in_bytes")" = 4194304 ] ||
            echo "kmem: the kernel has no limit of its own for the memory that it needs for a group itself"
        rmdir "$group"
        group=/sys/fs/cgroup/blkio/lacks
        mkdir -p "$group"
        [ -e "$group/blkio.weight" ] ||
            echo "blkio.weight: the kernel has no blkio.weight: that went with the scheduler CFQ"
        rmdir "$group"' 2>/dev/null || true

    bounding=$(sed -n 's/^CapBnd:\t*//p' /proc/self/status)
    last=$(cat /proc/sys/kernel/cap_last_cap)
    [ $((0x$bounding)) = $(((1 << (last + 1)) - 1)) ] ||
        echo "capabilities: root itself does not have all of them here, so that nobody can get them from it"
} | tee "$build/validation/lacks"
