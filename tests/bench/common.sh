# SPDX-License-Identifier: MIT
# shellcheck shell=sh
#
# What the scripts here have in common; they read it with `.`.

fail() {
    echo "bench: $1: $2" >&2
    exit 1
}

# require PACKAGES TOOL...: PACKAGES have all the tools.
require() {
    packages=$1
    shift
    for tool; do
        command -v "$tool" >/dev/null || fail "$tool is missing" "sudo apt-get install $packages"
    done
}

# median FILE COMMAND: how long hyperfine says that it took, in ms.
median() {
    python3 -c '
import json, sys
rows = json.load(open(sys.argv[1], encoding="utf-8"))["results"]
print(next(1000 * row["median"] for row in rows if row["command"] == sys.argv[2]))' "$1" "$2"
}

# Prints a row: what was measured, how much, and how much it may be.
row() {
    printf '%-58s %s  (aim: %s)\n' "$1" "$2" "$3"
}

# Whether cgroups of version 1, or of both versions, are mounted: crun refuses to run with both.
has_v1() { grep -q ' - cgroup ' /proc/self/mountinfo; }
has_both() { has_v1 && grep -q ' - cgroup2 ' /proc/self/mountinfo; }
v1_trees() { sed -n 's/.* - cgroup [^ ]* rw,//p' /proc/self/mountinfo | grep -v '^name='; }

# apart TREES COMMAND...: runs COMMAND in a mount namespace of its own, and in that only TREES are
# mounted of the hierarchies of cgroups, as version 1; if TREES is empty, all that are there already.
#
# In the caller's namespace, the machine would lose its cgroups. So what unmounts is only the text of
# a shell that unshare starts, no script that could be called by itself, and asks the kernel first.
apart() {
    # shellcheck disable=SC2016 # for the inner shell
    unshare --mount --propagation private sh -euc '
        outside=$1 trees=$2
        shift 2
        if [ "$(readlink /proc/self/ns/mnt)" = "$outside" ]; then
            echo "bench: nothing is unmounted in the namespace of the caller" >&2
            exit 2
        fi
        if [ -n "$trees" ]; then
            umount --recursive --lazy /sys/fs/cgroup
            mount -t tmpfs cgroup /sys/fs/cgroup
        fi
        for tree in $trees; do
            mkdir "/sys/fs/cgroup/$tree"
            mount -t cgroup -o "$tree" cgroup "/sys/fs/cgroup/$tree"
        done
        exec "$@"' apart "$(readlink /proc/self/ns/mnt)" "$@"
}

# in_turns FILE ARGUMENTS...: what hyperfine says of the commands in ARGUMENTS, in ten turns that each
# run all of them. A difference of less than a millisecond is lost where one command after the other
# has all its runs: meanwhile a machine gets faster or slower by more than that.
in_turns() {
    file=$1
    shift
    for turn in 0 1 2 3 4 5 6 7 8 9; do
        hyperfine --shell=none --export-json "turn-$turn.json" "$@" >&2
    done
    python3 - "$file" turn-?.json <<'END'
import json, statistics, sys

times = {}
for name in sys.argv[2:]:
    with open(name, encoding="utf-8") as file:
        for row in json.load(file)["results"]:
            times.setdefault(row["command"], []).extend(row["times"])
rows = [{"command": command, "median": statistics.median(all), "min": min(all), "times": all}
        for command, all in times.items()]
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump({"results": rows}, file)
END
    rm turn-?.json
}
