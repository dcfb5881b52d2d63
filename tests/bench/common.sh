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
