#!/bin/sh
# SPDX-License-Identifier: MIT
#
# hugetlb.sh BUILD
#
# Records what runc and crun do with hugetlb, for the table.
set -eu
build=$1 here=$(cd "$(dirname "$0")" && pwd -P)
. "$here/common.sh"
require_suite
PATH=$PATH:/usr/sbin
for peer in runc crun; do
    runtime=$(command -v $peer) || skip "there is no $peer"
    for program in linux_cgroups_hugetlb linux_cgroups_relative_hugetlb; do
        "$here/record.sh" "$build" $peer "$runtime" $program
        echo "$peer, $program: $(verdict "$results/$peer/$program")"
    done
done
