// SPDX-License-Identifier: MIT
#include "verdicts.hpp"

#include "support/seed.hpp"

#include <fmt/format.h>

namespace matrix {
namespace {

void note(Verdicts& verdicts, const Attack& attack, const Column& column, const Finding& finding) {
    verdicts.cells[{attack.name, column.name}] = finding.cell;
    verdicts.seen[{attack.name, column.name}] = finding.seen;
    const auto line = fmt::format("{}, {}: ", attack.name, column.name);
    if (finding.cell == Cell::broken)
        verdicts.broken +=
            line + "the attack itself is broken, which is no verdict: " + finding.seen + "\n";
    if (finding.cell == Cell::not_applicable) verdicts.not_judged += line + finding.seen + "\n";
}

/// What a machine cannot do, it cannot do for any program: nor for one that isolates nothing.
bool same_for_all(const Verdicts& verdicts, const Attack& attack,
                  const std::vector<Column>& programs) {
    std::size_t skipped = 0, meant = 0;
    for (const auto& column : programs) {
        skipped += verdicts.cells.at({attack.name, column.name}) == Cell::not_applicable;
        meant += expectations().at({attack.name, column.name}) == Cell::not_applicable;
    }
    if (skipped == meant) return true;
    return skipped == programs.size() &&
           judge(attack, columns().front(), support::seed()).cell == Cell::not_applicable;
}

}  // namespace

Verdicts attack_all(const std::vector<Column>& programs) {
    Verdicts verdicts;
    for (const auto& attack : all_attacks())
        for (const auto& column : programs)
            note(verdicts, attack, column, judge(attack, column, support::seed()));
    return verdicts;
}

std::string surprises(const Verdicts& verdicts, const std::vector<Column>& programs) {
    std::string found = verdicts.broken;
    for (const auto& attack : all_attacks()) {
        for (const auto& column : programs) {
            const std::pair<std::string, std::string> place{attack.name, column.name};
            const Cell cell = verdicts.cells.at(place), expected = expectations().at(place);
            if (cell != Cell::broken && cell != Cell::not_applicable && cell != expected)
                found += fmt::format("{}, {}: {}, but expected.txt says {}. Seen: {}\n",
                                     attack.name, column.name, name_of(cell), name_of(expected),
                                     verdicts.seen.at(place));
        }
        if (!same_for_all(verdicts, attack, programs))
            found += fmt::format("{}: n/a for some programs only\n", attack.name);
    }
    return found;
}

}  // namespace matrix
