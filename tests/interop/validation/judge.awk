# SPDX-License-Identifier: MIT
#
# judge.awk -v status=N FILE: what a program of the suite has printed, as a line for each assertion:
# "ok" or "not ok", a tab, and what is asserted; the second time, with #2 behind it. What was skipped,
# or is not expected to hold yet (TODO), is none.
#
# A program may print what runtimetest has said inside the container as one string: those assertions
# count as well.
function assertion(line, outer,   holds, text) {
    if (line !~ /^(not )?ok [0-9]+( |$)/) return
    outermost += outer
    if (line ~ /# (SKIP|TODO)/) return
    holds = line ~ /^ok/ ? "ok" : "not ok"
    text = line
    sub(/^(not )?ok [0-9]+( - )?/, "", text)
    say(holds, text)
}
function say(holds, text) {
    if (++seen[text] > 1) text = text " #" seen[text]
    printf "%s\t%s\n", holds, text
}
# A program may make more than one list of them, each with a plan at its end or beginning.
function end_of_list() {
    if (has_header && !(outermost in plans)) broken = 1
    total += outermost
    outermost = has_header = 0
    delete plans
}
/^TAP version/ { end_of_list(); has_header = any_header = 1 }
/^1\.\.[0-9]+$/ { plans[substr($0, 4) + 0] = 1 }
/^ *"error": "[^"]/ { complaint = $0 }
{
    count = split($0, lines, /\\n/)
    assertion($0, 1)
    for (i = 2; i <= count; ++i) assertion(lines[i], 0)
}
END {
    end_of_list()
    if (any_header) say(broken ? "not ok" : "ok", "the plan is kept")
    say(status == 0 ? "ok" : "not ok", "the program ends with 0")
    sub(/^ *"error": "/, "", complaint)
    sub(/(\\n.*|"),?$/, "", complaint)
    if (complaint && !total) printf "complains\t%s\n", complaint
}
