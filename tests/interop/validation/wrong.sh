#!/bin/sh
# SPDX-License-Identifier: MIT
#
# wrong.sh BUILD RUNTIME PROGRAM BROKEN ASSERTION
#
# With a runtime that does one thing wrong (../callers/broken/BROKEN.sh), the ASSERTION of PROGRAM is
# what check.sh says has failed, and what compare.sh finds against the right RUNTIME.
set -eu
build=$1 runtime=$2 program=$3 broken=$4 assertion=$5
here=$(cd "$(dirname "$0")" && pwd -P)
. "$here/common.sh"
require_suite

callers=$(cd "$here/../callers" && pwd -P)
wrong=$build/validation/broken/$broken
mkdir -p "${wrong%/*}"
printf '%s\n' '#!/bin/sh' "WORKBOOK_CALLED_RUNTIME=$runtime" ". $callers/wrong.sh" \
    ". $callers/broken/$broken.sh" >"$wrong"
chmod 755 "$wrong"

if "$here/check.sh" "$build" "$wrong" "$program" >"$wrong.$program" 2>&1; then
    echo "failed: $broken is not caught by $program"
    exit 1
fi
cat "$wrong.$program"
if ! grep -qF "not ok	$assertion" "$wrong.$program"; then
    echo "failed: $broken is not caught by: $assertion"
    exit 1
fi

right=$(basename "$runtime")
[ "$results/$right/$program" -nt "$runtime" ] ||
    "$here/record.sh" "$build" "$right" "$runtime" "$program"
if ! "$here/compare.sh" "$build" "$broken" "$right" "$program" | grep -qF "$assertion"; then
    echo "failed: the comparison does not find: $assertion"
    exit 1
fi
echo "caught by: $assertion"
