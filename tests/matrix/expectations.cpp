// SPDX-License-Identifier: MIT
#include "expectations.hpp"

#include "support/fixture.hpp"

#include <fmt/format.h>

#include <set>
#include <sstream>
#include <stdexcept>

namespace matrix {
namespace {

Cell cell_of(const std::string& word, const std::string& row) {
    for (const auto cell : {Cell::escapes, Cell::blocked, Cell::not_applicable})
        if (word == name_of(cell)) return cell;
    throw std::runtime_error{
        fmt::format("expected.txt, {}: '{}' is none of escapes, blocked, n/a", row, word)};
}

/// What the chapters say: an attack works until the one that stops it.
Cell by_chapter(const Attack& attack, int chapter) {
    return chapter < attack.stopped_by ? Cell::escapes : Cell::blocked;
}

/// The first of the OCI runtimes is ours, and all have the same bundle.
std::string worse_than_others(const Attack& attack, const Expectations& expected,
                              const std::vector<Column>& programs) {
    std::string found;
    const Column* ours = nullptr;
    for (const auto& column : programs) {
        if (column.chapter) continue;
        if (!ours) ours = &column;
        const auto is = [&](const Column& one, Cell cell) {
            const auto place = expected.find({attack.name, one.name});
            return place != expected.end() && place->second == cell;
        };
        if (is(*ours, Cell::escapes) && is(column, Cell::blocked))
            found += fmt::format("{}: works against {}, but not against {} with the same bundle\n",
                                 attack.name, ours->name, column.name);
    }
    return found;
}

std::string contradictions_of(const Attack& attack, const Expectations& expected,
                              const std::vector<Column>& programs) {
    std::string found;
    bool ever = false;
    for (const auto& column : programs) {
        const auto place = expected.find({attack.name, column.name});
        if (place == expected.end()) {
            found += fmt::format("{}, {}: missing in expected.txt\n", attack.name, column.name);
            continue;
        }
        if (!column.chapter) continue;
        const Cell cell = place->second, wanted = by_chapter(attack, *column.chapter);
        ever = ever || cell == Cell::escapes;
        if (cell != wanted && cell != Cell::not_applicable)
            found += fmt::format("{}, {}: expected.txt says {}, but chapter {:02} stops it\n",
                                 attack.name, column.name, name_of(cell), attack.stopped_by);
    }
    if (!ever) found += fmt::format("{}: works against no program\n", attack.name);
    return found + worse_than_others(attack, expected, programs);
}

}  // namespace

Expectations read_expectations(const Path& file) {
    std::istringstream lines{support::read_file(file)};
    Expectations expected;
    std::vector<std::string> names;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        std::string row, word;
        if (line.starts_with("#") || !(words >> row)) continue;
        std::vector<std::string> rest;
        while (words >> word) rest.push_back(word);
        if (names.empty()) {
            names = rest;
            continue;
        }
        if (rest.size() != names.size())
            throw std::runtime_error{fmt::format("expected.txt, {}: {} words for {} columns", row,
                                                 rest.size(), names.size())};
        for (std::size_t i = 0; i < rest.size(); ++i)
            if (!expected.insert({{row, names[i]}, cell_of(rest[i], row)}).second)
                throw std::runtime_error{"expected.txt has two rows called " + row};
    }
    return expected;
}

const Expectations& expectations() {
    static const auto expected =
        read_expectations(support::source_directory() / "tests/matrix/expected.txt");
    return expected;
}

std::string contradictions(const Expectations& expected, const Attacks& attacks,
                           const std::vector<Column>& programs) {
    std::string found;
    std::set<std::string> rows, names;
    for (const auto& column : programs) names.insert(column.name);
    for (const auto& attack : attacks) {
        if (!rows.insert(attack.name).second)
            found += fmt::format("{}: two attacks have this name\n", attack.name);
        found += contradictions_of(attack, expected, programs);
    }
    for (const auto& [place, cell] : expected)
        if (rows.count(place.first) == 0 || names.count(place.second) == 0)
            found +=
                fmt::format("{}, {}: expected.txt has it, but there is no such {}\n", place.first,
                            place.second, rows.count(place.first) == 0 ? "attack" : "program");
    return found;
}

}  // namespace matrix
