// SPDX-License-Identifier: MIT
#include "picture.hpp"

#include <fmt/format.h>

#include <array>

namespace matrix {
namespace {

Cell cell_at(const Picture& picture, const Attack& attack, const Column& column) {
    return picture.cells.at({attack.name, column.name});
}

const char* letter(Cell cell) {
    switch (cell) {
        case Cell::escapes:
            return "E";
        case Cell::blocked:
            return ".";
        case Cell::not_applicable:
            return "-";
        case Cell::broken:
            break;
    }
    return "?";
}

/// Inside a table, "|" would begin the next column.
std::string escaped(std::string text) {
    for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2)
        text.insert(at, "\\");
    return text;
}

}  // namespace

const char* layer_of(int chapter) {
    constexpr std::array names = {"process", "chroot",  "pid",   "uts",     "mount",  "net",
                                  "cgroup",  "overlay", "users", "seccomp", "images", "runtime"};
    return names.at(static_cast<std::size_t>(chapter));
}

std::string as_text(const Picture& picture) {
    std::string text = fmt::format("{:34}", "E escapes  . blocked  - n/a");
    for (const auto& column : picture.programs) text += " " + column.heading;
    text += "\n";
    int chapter = 0;
    for (const auto& attack : picture.attacks) {
        const bool first = attack.stopped_by != std::exchange(chapter, attack.stopped_by);
        text += fmt::format("{:10} {:23}",
                            first ? fmt::format("{:02} {}", chapter, layer_of(chapter)) : "",
                            attack.name);
        for (const auto& column : picture.programs)
            text += fmt::format(" {:>{}}", letter(cell_at(picture, attack, column)),
                                column.heading.size());
        text += "\n";
    }
    return text;
}

std::string as_summary(const Picture& picture) {
    std::string columns, rule, rows;
    for (const auto& column : picture.programs) {
        columns += " " + column.heading + " |";
        rule += ":-:|";
    }
    for (int chapter = 1; chapter <= picture.attacks.back().stopped_by; ++chapter) {
        std::size_t all = 0;
        std::vector<std::size_t> working(picture.programs.size());
        for (const auto& attack : picture.attacks) {
            if (attack.stopped_by != chapter) continue;
            ++all;
            for (std::size_t i = 0; i < working.size(); ++i)
                working[i] += cell_at(picture, attack, picture.programs[i]) == Cell::escapes;
        }
        if (all == 0) continue;
        rows += fmt::format("| {:02} {} | {} |", chapter, layer_of(chapter), all);
        for (const auto count : working) rows += fmt::format(" {} |", count);
        rows += "\n";
    }
    return "| stopped by | attacks |" + columns + "\n|---|:-:|" + rule + "\n" + rows;
}

std::string as_markdown(const Picture& picture) {
    std::string text =
        R"(# The isolation matrix {#matrix}

Every attack against every program. **Yes**: it works, the program does not keep it in. *no*: it
fails, from the chapter on whose layer stops it. `tests/matrix` makes all of them on a throw-away
host, and compares each cell with `tests/matrix/expected.txt`. This page is made from that file and
the table of attacks: `cmake --build build --target matrix-page`.

Where a machine lacks what an attack needs, as a kernel without modules does, the tests say so, and
do not judge it. A limit is one only if somebody sets it: from chapter 06 on the programs are run
with `--memory 96m --pids-limit 100` and one CPU.

The last three columns are OCI runtimes with one and the same bundle: what `chapter11 spec` writes,
which is what `runc spec` does, with a volume and these limits. It has no user namespace, no filter
of system calls, three capabilities, and a root that is read-only, so that nothing is left in the
image. Whoever writes no config of his own has that one; what an engine adds, as docker does its
filter, is not looked at.

Another runtime is judged by the same attacks and the same bundle, beside chapter 11's; and then by
a root with every right who may change the image, whom only namespaces, mounts and cgroups keep in,
as in chapter 06. (Typing on the caller's terminal does not work there with runc: its `run` copies
what goes in and out through pipes, where crun and chapter 11 hand the caller's own on.)

```sh
cmake --build build --target matrix-checks
sudo build/tests/matrix-checks "[judge]" --box /usr/bin/crun
```

The picture: the same in one page, drawn by the build as `build/docs/matrix.svg`.

)";
    std::string columns, rule;
    for (const auto& column : picture.programs) {
        columns += " " + column.heading + " |";
        rule += ":-:|";
    }
    text += "| attack | stopped by |" + columns + "\n|---|---|" + rule + "\n";
    for (const auto& attack : picture.attacks) {
        text += fmt::format("| {} | {:02} {} |", escaped(attack.tries), attack.stopped_by,
                            layer_of(attack.stopped_by));
        for (const auto& column : picture.programs) {
            const Cell cell = cell_at(picture, attack, column);
            text += cell == Cell::escapes   ? " **yes** |"
                    : cell == Cell::blocked ? " *no* |"
                                            : " n/a |";
        }
        text += "\n";
    }
    text +=
        "\n## Why each layer stops what it stops\n\n| attack | name | why it fails | see "
        "|\n|---|---|---|---|\n";
    for (const auto& attack : picture.attacks)
        text += fmt::format("| {} | `{}` | {:02}: {} | {} |\n", escaped(attack.tries), attack.name,
                            attack.stopped_by, escaped(attack.why), escaped(attack.reference));
    return text;
}

}  // namespace matrix
