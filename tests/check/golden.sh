#!/bin/sh
# SPDX-License-Identifier: MIT
#
# golden.sh SOURCE BUILD NAME COMMAND...: compares what COMMAND prints, and its exit status, with
# golden/NAME.txt. With WORKBOOK_UPDATE_GOLDEN=1 it writes that file instead.
#
# Chapters get new checks all the time. So in what is judged for real, checks that pass or wait and
# the numbers of checks are left out; the reports by hand show those.
set -eu

source=$1 build=$2 name=$3
shift 3
golden=$source/tests/check/golden/$name.txt

cd "$source"
status=0
said=$("$@" 2>&1) || status=$?

# What a check left so that it can be repeated by hand.
for note in "$build"/check/kept-*"${name%.reproduced}"-*; do
    [ -e "$note" ] || continue
    case $(cat "$note") in /tmp/wb.??????) rm -r "$(cat "$note")" "$note" ;; esac
done

# Lines of checks that pass or wait, the groups' headings, and the numbers.
left_out='
    /^  \(pass\|waits\)  /d
    /^         /d
    /^\([0-9][0-9] [a-z]*\|contract\)$/d
    s/[0-9][0-9]* \(of\|more\|checks\|failed\|waiting\)\>/N \1/g'
case "$*" in *--report*) left_out= ;; esac

# What differs from run to run: where things are, how root is become, process numbers.
relative=$(realpath -m --relative-to="$source" "$build")
got=$(printf '%s\nexit status %s\n' "$said" "$status" | sed \
    -e "s|$build|BUILD|g" -e "s|$source|SOURCE|g" -e "s|\b$relative/|build/|g" \
    -e "s|cd $relative |cd build |g" -e 's|&& sudo |\&\& |g' \
    -e "$left_out" -e 's|/tmp/wb\.[A-Za-z0-9]*|/tmp/wb.XXXXXX|g' | cat -s)

if [ -n "${WORKBOOK_UPDATE_GOLDEN-}" ]; then
    printf '%s\n' "$got" >"$golden"
    exit
fi
if printf '%s\n' "$got" | diff -u "$golden" -; then exit; fi
echo "If that is meant: WORKBOOK_UPDATE_GOLDEN=1 ctest --test-dir $relative -L check"
exit 1
