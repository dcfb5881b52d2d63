#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""large.py file|files TAR: a tar file of 2 GB in one file that cannot be compressed, or of 200 000
small files in 2000 directories."""
import io
import os
import sys
import tarfile


class Noise(io.RawIOBase):
    def read(self, size=-1):
        return os.urandom(size)


def add(tar, name, size, content):
    entry = tarfile.TarInfo(name)
    entry.size = size
    tar.addfile(entry, content)
    tar.members = []  # or it would keep all of them


with tarfile.open(sys.argv[2], "w", copybufsize=1 << 20) as archive:
    if sys.argv[1] == "file":
        add(archive, "noise", 2 << 30, Noise())
    else:
        for number in range(200_000):
            text = f"This is file number {number}\n".encode()
            add(archive, f"{number // 100}/{number % 100}", len(text), io.BytesIO(text))
