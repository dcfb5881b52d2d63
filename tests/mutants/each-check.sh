#!/bin/sh
# SPDX-License-Identifier: MIT
#
# each-check.sh TESTS
#
# A check that catches nothing is either superfluous or cannot fail. So each one in TESTS/chapters
# must be named by a mutant, or by a line of uncaught.txt together with the reason.
set -eu
cd "$1"

every=$(sed -n 's/.*judge({"\([^"]*\)".*/\1/p' chapters/*_test.cpp | sort)
caught=$(sed -n 's|^// caught by: \([^ ]*\).*|\1|p' mutants/[0-9][0-9]-*/*.cpp | sort -u)
excused=$(sed -n 's/^\([0-9a-z][^ ]*\) .*/\1/p' mutants/uncaught.txt | sort)

status=0
# complain IDS SENTENCE
complain() {
    for id in $1; do
        echo "$id: $2"
        status=1
    done
}
both() { printf '%s\n%s\n' "$1" "$2" | sort; }

complain "$(echo "$every" | uniq -d)" "two checks have this name"
complain "$(both "$caught" "$excused" | uniq -d)" "a mutant is caught by it: uncaught.txt is wrong"
known=$(both "$caught" "$excused" | uniq)
complain "$(both "$known" "$every" | uniq -u | grep -vxF "$known" || true)" \
    "no mutant is caught by it, and uncaught.txt does not say why"
complain "$(both "$known" "$every" | uniq -u | grep -xF "$known" || true)" "there is no such check"
exit $status
