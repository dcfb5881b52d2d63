#!/bin/sh
# SPDX-License-Identifier: MIT
#
# judge.sh SCRIPT FOLDER CHAPTER10 CHECKS: whether the check that SCRIPT names fails with the wrong
# program in FOLDER/libexec, which otherwise works.
set -eu
script=$1 folder=$2 chapter10=$3 checks=$4
ln -f "$chapter10" "$folder/chapter10" # it takes the libexec that is beside it
export WORKBOOK_CHAPTER10="$folder/chapter10"
if ! "$checks" 'registry: what one has pushed*'; then
    echo "$script: does nothing right, so it shows nothing"
    exit 1
fi
check="registry: $(sed -n 's/^# caught by: //p' "$script")"
if "$checks" "$check*"; then
    echo "$script: is not caught by $check"
    exit 1
fi
echo "caught by $check"
