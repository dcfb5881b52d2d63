// SPDX-License-Identifier: MIT
#include "picture.hpp"

#include <fmt/format.h>

#include <array>

namespace matrix {
namespace {

Cell cell_at(const Picture& picture, const Attack& attack, const Column& column) {
    return picture.cells.at({attack.name, column.name});
}

/// The programs' numbers are enough to tell them apart in a narrow heading.
std::string heading(const Column& column) {
    return fmt::format("{:02}", column.chapter);
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
    for (const auto& column : picture.programs) text += " " + heading(column);
    text += "\n";
    int chapter = 0;
    for (const auto& attack : picture.attacks) {
        const bool first = attack.stopped_by != std::exchange(chapter, attack.stopped_by);
        text += fmt::format("{:10} {:23}",
                            first ? fmt::format("{:02} {}", chapter, layer_of(chapter)) : "",
                            attack.name);
        for (const auto& column : picture.programs)
            text += fmt::format("  {}", letter(cell_at(picture, attack, column)));
        text += "\n";
    }
    return text;
}

std::string as_summary(const Picture& picture) {
    std::string columns, rule, rows;
    for (const auto& column : picture.programs) {
        columns += " " + heading(column) + " |";
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
        "# The isolation matrix {#matrix}\n\n"
        "Every attack against every program that is built so far. **Yes**: it works, the program\n"
        "does not keep it in. *no*: it fails, from the chapter on whose layer stops it. "
        "`tests/matrix`\n"
        "makes all of them on a throw-away host, and compares each cell with\n"
        "`tests/matrix/expected.txt`. This page is made from that file and the table of attacks:\n"
        "`cmake --build build --target matrix-page`.\n\n"
        "Attacks on layers of chapters that are not written yet work against all programs. Where "
        "a\n"
        "machine lacks what an attack needs, as a kernel without modules does, the tests say so, "
        "and\n"
        "do not judge it. A limit is one only if somebody sets it: from chapter 06 on the programs "
        "are\n"
        "run with `--memory 96m --pids-limit 100` and one CPU.\n\n"
        "The picture: the same in one page, drawn by the build as `build/docs/matrix.svg`.\n\n";
    std::string columns, rule;
    for (const auto& column : picture.programs) {
        columns += " " + heading(column) + " |";
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
