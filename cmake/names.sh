#!/bin/sh
# SPDX-License-Identifier: MIT
#
# names.sh [FOLDER]: whether no TEST_CASE's name has a semicolon, at which CMake would cut it in two
# (catch_discover_tests makes a list of them). Exits with 1 if one has, and says where.
set -eu

cd "${1-$(dirname "$0")/../tests}"
find . -name '*_test.cpp' -exec awk '
    /^TEST_CASE/ { text = ""; within = 1 }
    within {
        text = text $0
        if (!/\) \{/) next
        sub(/\) \{.*/, "", text)
        if (text ~ /;/) { print FILENAME ":" FNR ": a semicolon in " text ")"; bad = 1 }
        within = 0
    }
    END { exit bad }' {} +
