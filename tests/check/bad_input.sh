#!/bin/sh
# SPDX-License-Identifier: MIT
#
# bad_input.sh COMMAND...: it exits with 2, and says in one line on stderr what was wrong.
set -u

message=$("$@" 2>&1 >/dev/null)
status=$?
lines=$(printf '%s\n' "$message" | wc -l)
printf 'exit status %s\n%s\n' "$status" "$message"
[ "$status" = 2 ] && [ "$lines" = 1 ] && [ "${message#workbook: }" != "$message" ]
