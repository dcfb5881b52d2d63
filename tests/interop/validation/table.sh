#!/bin/sh
# SPDX-License-Identifier: MIT
#
# table.sh BUILD RUNTIME [--page FILE]
#
# The suite with RUNTIME, runc and crun side by side, as a table. Fails if a program's assertion holds
# with runc or crun and not with RUNTIME, if fewer than 50 programs are clean (but for those that ask
# for a hierarchy which cannot be mounted), or if docs/validation.md says otherwise. With --page, it
# writes that page instead.
set -eu
build=$1 runtime=$2 page=${4-}
here=$(cd "$(dirname "$0")" && pwd -P)
. "$here/common.sh"
require_suite
if lacks v1; then skip 'the suite knows cgroups of version 1 only'; fi
for peer in runc crun; do
    PATH=$PATH:/usr/sbin command -v $peer >/dev/null || skip "there is no $peer"
done
PATH=$PATH:/usr/sbin
name=$(basename "$runtime")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What has been recorded since RUNTIME was built is not run again. Most of the time they wait.
for program in $(programs); do
    [ "$results/$name/$program" -nt "$runtime" ] || echo "$name $runtime $program"
    for peer in runc crun; do
        # With hugetlb they have a test of their own (CMakeLists.txt).
        case $program in *_hugetlb)
            if [ "$results/$peer/$program" -nt "$build/validation/lacks" ]; then continue; fi
            ;;
        esac
        echo "$peer $(command -v $peer) $program"
    done
done | xargs -L 1 -P 4 "$here/record.sh" "$build"

version() { "$1" --version | sed -n 's/^[a-z]* version //p'; }
# What a page's table depends on but for RUNTIME.
conditions() {
    for peer in runc crun; do echo "$peer $(version $peer)"; done
    echo "kernel $(uname -r | sed 's/^\([0-9]*\.[0-9]*\).*/\1/')"
    sed 's/:.*//; s/^/without /' "$build/validation/lacks"
}

# cell RUNTIME PROGRAM: how it was; what is left to chance is not said, for it is another the next time.
cell() {
    file=$results/$1/$2
    if [ "$(expected "$2")" = either ]; then
        when "$2"
        return
    fi
    case $(verdict "$file") in
        unclean) echo "$(grep -c '^not ok' "$file") of $(grep -c ok "$file") fail" ;;
        *) verdict "$file" ;;
    esac
}
# clean RUNTIME: how many programs are. Those that only complain are, for the suite, which counts
# assertions; a race is not.
clean() {
    for program in $(programs); do cell "$1" "$program"; done | grep -cE '^(clean|complains|complaint)$'
}

committed=$here/../../../docs/validation.md
# wanted RUNTIME PROGRAM: that cell of the page that is there; for a new one, the best that there is.
wanted() {
    if [ -n "$page" ]; then
        echo clean
        return
    fi
    case $1 in
        runc) column=4 ;;
        *) column=5 ;;
    esac
    awk -F ' *[|] *' -v program="$2" -v column=$column '$2 == program { print $column }' "$committed"
}
# runc and crun have races of their own, which a busy machine loses. They are given two tries more.
for program in $(programs); do
    [ "$(expected "$program")" != either ] || continue
    for peer in runc crun; do
        for attempt in 1 2; do
            [ "$(cell $peer "$program")" != "$(wanted $peer "$program")" ] || break
            echo "$peer, $program: $(cell $peer "$program"), attempt $attempt"
            "$here/record.sh" "$build" $peer "$(command -v $peer)" "$program"
        done
    done
done

write() {
    cat <<END
# The OCI validation suite {#validation}

The [suite](https://github.com/opencontainers/runtime-tools) of the Open Container Initiative asks a runtime, with
$(programs | wc -l) programs, whether it does what the specification says. This is how this project's runtime, runc and crun
answer on one machine. The tests make this page: \`cmake --build build --target validation-page\`.

| | $name | runc $(version runc) | crun $(version crun) |
|---|:-:|:-:|:-:|
| clean | $(clean "$name") | $(clean runc) | $(clean crun) |

A program is clean if all of its assertions hold, and those of the program that it runs inside the container. Some programs make
none of what they find, they only complain; for the suite, they are clean. Of a race nobody knows, so it is counted as not clean;
and of a complaint that is left to chance nothing is said.

| program | $name | runc | crun |
|---|:-:|:-:|:-:|
END
    for program in $(programs); do
        echo "| $program | $(cell "$name" "$program") | $(cell runc "$program") | $(cell crun "$program") |"
    done
    cat <<END

## What is not clean, and why

END
    for program in $(programs); do
        [ "$(expected "$program")" = clean ] || echo "- $program: $(reason "$program")"
    done
    cat <<END

## The machine

Linux $(uname -r | sed 's/^\([0-9]*\.[0-9]*\).*/\1/'), with the cgroups of version 1 alone: the suite knows no others, and crun of that version
refuses to run where there are both. Of what the suite asks for, the machine lacks:

$(sed 's/^[^:]*: /- /' "$build/validation/lacks")

What is wrong around the suite has been put right for all three: [prepare.sh](../tests/interop/validation/prepare.sh) says
what.

<!-- $(conditions | tr '\n' ';') -->
END
}

write >"$work/page"
if [ -n "$page" ]; then
    cp "$work/page" "$page"
    exit
fi
sed -n '/^| /p' "$work/page"

failed=0
complain() {
    echo "failed: $1"
    failed=1
}
for program in $(programs); do
    [ "$(expected "$program")" != either ] || continue
    for peer in runc crun; do
        "$here/compare.sh" "$build" "$name" $peer "$program" >"$work/worse"
        while read -r assertion; do
            complain "$program: with $peer, and not with $name: $assertion"
        done <"$work/worse"
    done
done

# Whatever is in version 2 of cgroups just now cannot be asked for in version 1.
least=50
for program in $(programs); do
    case $(when "$program") in
        hugetlb | net_cls) if lacks "$(when "$program")"; then least=$((least - 1)); fi ;;
    esac
done
[ "$(clean "$name")" -ge $least ] || complain "only $(clean "$name") programs are clean with $name"

# That runc or crun only complains is as good as clean: under load, they do so at times.
without_complaints() {
    awk -F '|' -v OFS='|' '/^[|]/ { for (i = 4; i <= 5; ++i) sub(/complains/, "clean", $i) } 1' "$1"
}
if [ "$(tail -n 1 "$committed")" != "$(tail -n 1 "$work/page")" ]; then
    echo 'The page is of another machine:'
    tail -n 1 "$committed"
    tail -n 1 "$work/page"
else
    without_complaints "$committed" >"$work/expected"
    without_complaints "$work/page" >"$work/seen"
    diff "$work/expected" "$work/seen" || complain 'docs/validation.md says otherwise'
fi
exit $failed
