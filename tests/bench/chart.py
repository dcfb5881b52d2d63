#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""chart.py RESULTS PICTURE: what hyperfine measured, as a table and as a picture (SVG).

The picture shows medians. On a machine that does something else as well, the best of all runs is
the truer one: nothing ever makes a run shorter.
"""
import json
import sys
from html import escape

ROW, BAR, LEFT, WIDTH = 44, 24, 130, 400
INK, SOFT, GRAY, ACCENT = "#24292f", "#57606a", "#c4cbd3", "#2f6fb3"


def read(path):
    with open(path, encoding="utf-8") as file:
        results = json.load(file)["results"]
    return [(row["command"], row["median"] * 1000, row["min"] * 1000) for row in results]


def table(rows):
    base = {name.split(":")[0]: values for name, *values in rows}
    print(f"{'':<10} {'median':>9} {'to floor':>9} {'to crun':>9}   "
          f"{'best':>9} {'to floor':>9} {'to crun':>9}")
    for name, *values in rows:
        print(f"{name.split(':')[0]:<10}", "   ".join(
            f"{value:>6.2f} ms {value / floor:>8.2f}x {value / crun:>8.2f}x"
            for value, floor, crun in zip(values, base["floor"], base["crun"])))


def text(x, y, words, size=15, color=INK, more=""):
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{color}" {more}>{escape(words)}</text>'


def bar(index, name, value, floor, scale):
    y = 78 + index * ROW
    title, _, remark = name.partition(": ")
    width = round(value * scale)
    mine = title.startswith("chapter")
    label = f"{value:.1f} ms · " + (remark or f"{value / floor:.1f} × the floor")
    return [
        text(LEFT - 12, y + 17, title, more='text-anchor="end"' + (' font-weight="bold"' * mine)),
        f'<rect x="{LEFT}" y="{y}" width="{width}" height="{BAR}" rx="2"'
        f' fill="{ACCENT if mine else GRAY}"/>',
        text(LEFT + width + 10, y + 17, label, color=INK if mine else SOFT),
    ]


def picture(rows):
    floor = rows[0][1]
    scale = WIDTH / max(median for _, median, _ in rows)
    height = 78 + len(rows) * ROW
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {height}" width="760"'
        f' height="{height}" font-family="Helvetica, Arial, sans-serif">',
        f'<rect width="760" height="{height}" fill="white"/>',
        text(24, 34, "A container that runs /bin/true: from command to exit", 19),
        text(24, 56, "median of 300 runs; equal namespaces, mounts and masks; no cgroup limits,"
             " no seccomp", 13, SOFT),
    ]
    for index, (name, median, _) in enumerate(rows):
        lines += bar(index, name, median, floor, scale)
    return "\n".join(lines + ["</svg>", ""])


results = read(sys.argv[1])
table(results)
with open(sys.argv[2], "w", encoding="utf-8") as output:
    output.write(picture(results))
