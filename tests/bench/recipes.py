#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""recipes.py BUILD_FOLDER [DEBIAN.tar]: what it costs to run one program out of more and more files.

For each recipe of rootfs/: the size of its files; the time from nothing until its program has ended,
the best of many, since what disturbs only makes it longer; the most memory that a process of the
container or of its runtime had. Then the same of the virtual machine of tests/vm, if there is QEMU.
Debian is there if rootfs/debian/make.sh can make it. Prints a table; the second number of each
column is the ratio to BusyBox.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else TOP / "build").resolve()
PROGRAM = BUILD / "solutions/chapter10"
RUNS = int(os.environ.get("RUNS", "50"))


def size_of(folder):
    """Of the files below a folder, in bytes; hard links count once."""
    seen = {}
    for path in pathlib.Path(folder).rglob("*"):
        info = path.lstat()
        seen[info.st_ino] = info.st_size if not path.is_dir() else 0
    return sum(seen.values())


def measure(words, runs):
    """The shortest time in seconds, and the most memory that a process of it had, in KiB."""
    times, memory = [], 0
    for _ in range(runs):
        begin = time.monotonic()
        # time(1), since what this process has counts as its child's until that is another program
        process = subprocess.run(["/usr/bin/time", "-f", "%M", *words], check=False, text=True,
                                 stdin=subprocess.DEVNULL, capture_output=True)
        times.append(time.monotonic() - begin)
        if process.returncode != 0:
            sys.exit(f"bench: {' '.join(words)}: {process.stderr}")
        memory = max(memory, int(process.stderr.split()[-1]))
    return min(times), memory


def make_debian(folder):
    """The context of rootfs/debian, if it can be made, or was before."""
    if len(sys.argv) > 2:
        shutil.copy(sys.argv[2], folder / "rootfs.tar")
        return folder
    made = subprocess.run([TOP / "rootfs/debian/make.sh", folder / "rootfs.tar"], check=False)
    return folder if made.returncode == 0 else None


def rows(store, scratch):
    """Builds each image and runs it; yields name, bytes, seconds, KiB."""
    recipes = [
        ("scratch", TOP / "rootfs/scratch", []),
        ("distroless", BUILD / "recipes/distroless", []),
        ("busybox", BUILD / "rootfs", ["true"]),
        ("debian", make_debian(scratch), ["true"]),
    ]
    for name, context, command in recipes:
        if context is None:
            continue
        file = TOP / "rootfs" / name / "Containerfile"
        subprocess.run([PROGRAM, "build", "--quiet", "--root", store, "-t", name, "-f", file,
                        context], check=True, stdout=subprocess.DEVNULL)
        run = [PROGRAM, "run", "--network", "none", "--root", store, name, *command]
        shown = subprocess.run([PROGRAM, "inspect", "--root", store, name], check=True,
                               capture_output=True, text=True).stdout
        folders = {line.strip(' ",') for line in shown.splitlines() if "/layers/" in line}
        yield name, sum(size_of(folder) for folder in folders), *measure(list(map(str, run)), RUNS)
    machine = [str(TOP / "tests/vm/run"), "--build", str(BUILD), "true"]
    if subprocess.run(machine, check=False, stdin=subprocess.DEVNULL).returncode == 0:
        kernel = sum(path.stat().st_size for path in (BUILD / "vm").rglob("*") if path.is_file())
        yield "VM with BusyBox", kernel + size_of(BUILD / "rootfs"), *measure(machine, 3)


def ratio(one, other):
    """As people say it: 1.3, 230."""
    return f"{one / other:.1f}" if one < 10 * other else f"{one / other:.0f}"


def main():
    """The table."""
    with tempfile.TemporaryDirectory() as directory:
        place = pathlib.Path(directory)
        (place / "debian").mkdir()
        table = list(rows(place / "store", place / "debian"))
    one = next(row for row in table if row[0] == "busybox")
    print("| | size | start to end | memory |\n|---|---|---|---|")
    for name, size, seconds, memory in table:
        print(f"| {name} | {size / 1e6:.1f} MB, {ratio(size, one[1])} "
              f"| {1000 * seconds:.1f} ms, {ratio(seconds, one[2])} "
              f"| {memory / 1024:.1f} MiB, {ratio(memory, one[3])} |")


main()
