#!/bin/sh
# SPDX-License-Identifier: MIT
#
# mutate.sh SCRIPT FILE OUT: makes of FILE what the sed SCRIPT makes of it. It must change something.
set -eu
sed -f "$1" "$2" >"$3"
if cmp -s "$2" "$3"; then
    echo "$1: changes nothing in $2" >&2
    rm "$3"
    exit 1
fi
