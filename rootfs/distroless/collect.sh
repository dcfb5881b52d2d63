#!/bin/sh
# SPDX-License-Identifier: MIT
#
# collect.sh PROGRAM OUTPUT makes the directory OUTPUT of a dynamic PROGRAM, and of libc/ with the
# files that it asks for, each where it looks for it: the loader, which its ELF header names, and
# the libraries that this finds.
set -eu
umask 022

program=$1 output=$2
new=$output.new
rm -rf "$new"
mkdir -p "$new/libc"
cp "$program" "$new/"
# NAME => /PATH (ADDRESS) of a library, /PATH (ADDRESS) of the loader, and neither of the vDSO,
# which is the kernel's.
ldd "$program" | sed -n 's/^.*\(=> \|\t\)\(\/[^ ]*\) (.*/\2/p' | while read -r file; do
    mkdir -p "$new/libc${file%/*}"
    cp -L "$file" "$new/libc$file"
done
rm -rf "$output"
mv "$new" "$output"
