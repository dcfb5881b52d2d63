#!/bin/sh
# SPDX-License-Identifier: MIT
#
# each-check.sh CHECKS REPORT
#
# A check that catches nothing is either superfluous or cannot fail. So each one that CHECKS has
# must be named by a mutant, or by a line of uncaught.txt together with the reason.
set -eu
checks=$1 report=$2
cd "$(dirname "$0")"

rm -f "$report"
"$checks" --list-checks --report "$report" >/dev/null
every=$(sed -n 's/^{"id":"\([^"]*\)".*/\1/p' "$report" | sort)
caught=$(sed -n 's|^// caught by: \([^ ]*\).*|\1|p' [0-9][0-9]-*/*.cpp | sort -u)
excused=$(sed -n 's/^\([0-9a-z][^ ]*\) .*/\1/p' uncaught.txt | sort)
known=$(printf '%s\n' "$caught" "$excused" | sort)

status=0
complain() {  # SENTENCE, and the ids on stdin
    while read -r id && [ -n "$id" ]; do
        echo "$id: $1"
        status=1
    done
}
# A here-document, because the last part of a pipe could not set the status.
complain 'two checks have this name' <<IDS
$(printf '%s\n' "$every" | uniq -d)
IDS
complain 'a mutant is caught by it: uncaught.txt need not excuse it' <<IDS
$(printf '%s\n' "$known" | uniq -d)
IDS
complain 'no mutant is caught by it, and uncaught.txt does not say why' <<IDS
$(printf '%s\n' "$every" | grep -vxF "$known" || true)
IDS
complain 'there is no such check' <<IDS
$(printf '%s\n' "$known" | grep -vxF "$every" || true)
IDS
exit $status
