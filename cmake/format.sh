#!/bin/sh
# SPDX-License-Identifier: MIT
#
# format.sh [fix]: whether clang-format would change a source file; with `fix`, it does. Exits with
# 77, which ctest calls skipped, where there is no clang-format. Version 14 decides: another one may
# see a line or two otherwise.
set -eu

cd "$(dirname "$0")/.."
for tool in clang-format-14 clang-format none; do
    if command -v "$tool" >/dev/null; then break; fi
done
if [ "$tool" = none ] || ! "$tool" --version | grep -q 'version 14\.'; then
    echo "format: skipped, there is no clang-format 14 here"
    exit 77
fi

case ${1-} in
    fix) set -- -i ;;
    *) set -- --dry-run --Werror ;;
esac
find shared chapters solutions rootfs tests -name '*.[ch]pp' -exec "$tool" "$@" {} +
