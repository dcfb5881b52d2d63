#!/bin/sh
# SPDX-License-Identifier: MIT
#
# unwritten.sh TOP EXERCISE PROGRAM CHECKS TAGS
#
# An exercise that nobody has written must fail its checks for that reason, with the file and line
# where to begin (and exit status 64, or the checks would not call it so). No check may pass: one
# that is content with a program that does nothing proves nothing.
set -eu
top=$1 exercise=$2 program=$3 checks=$4 tags=$5

lines=$(grep -n 'todo();' "$top/$exercise" | cut -d : -f 1)
if [ -z "$lines" ]; then
    echo "skipped: $exercise has been written"
    exit 77
fi

report=$program.unwritten.json
rm -f "$report"
output=$("$checks" "$tags" --box "$program" --report "$report" 2>&1) || true
others=$(grep -v -e '"verdict":"waits"' -e '"verdict":"skip"' \
    -e '"verdict":"fail","kind":"not written"' "$report" || true)
if [ -n "$others" ]; then
    printf '%s\nThese should have failed as "not written", or wait:\n%s\n' "$output" "$others"
    exit 1
fi
for line in $lines; do
    if grep -q "\"observed\":\"[^\"]*$exercise:$line: this exercise is not written" "$report"; then
        echo "not written: $exercise:$line"
        exit 0
    fi
done
printf '%s\nNo check names %s and a line with todo()\n' "$output" "$exercise"
exit 1
