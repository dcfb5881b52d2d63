#!/bin/sh
# SPDX-License-Identifier: MIT
#
# reproduce.sh CHECK...: runs a check that fails, and does what its Reproduce line says, as somebody
# would who pastes it into a shell.
set -eu

if said=$("$@" 2>&1); then
    echo "nothing failed"
    exit 1
fi
line=$(printf '%s\n' "$said" | sed -n '/^  Reproduce$/ { n; p; q; }')
[ -n "$line" ] || { echo "there is no Reproduce line"; exit 1; }
printf '$%s\n' "${line#   }"
exec sh -c "$line" </dev/null
