// SPDX-License-Identifier: MIT
// Every attack against every program: what escapes, what is blocked, and no surprise either way.
#include "expectations.hpp"
#include "picture.hpp"
#include "scene.hpp"

#include "support/catch.hpp"
#include "support/fixture.hpp"
#include "support/seed.hpp"

#include <fmt/format.h>

#include <cstdio>

using namespace matrix;

namespace {

/// What was seen, and what is wrong with that, a line each.
struct Result {
    Expectations cells;
    std::string surprises, not_judged;
};

void compare(Result& result, const Attack& attack, const Column& column, const Finding& finding) {
    const Cell expected = expectations().at({attack.name, column.name});
    result.cells[{attack.name, column.name}] = finding.cell;
    const auto place = fmt::format("{}, {}: ", attack.name, column.name);
    if (finding.cell == Cell::broken)
        result.surprises +=
            place + "the attack itself is broken, which is no verdict: " + finding.seen + "\n";
    else if (finding.cell == Cell::not_applicable)
        result.not_judged += place + finding.seen + "\n";
    else if (finding.cell != expected)
        result.surprises +=
            place + fmt::format("{}, but expected.txt says {}. Seen: {}\n", name_of(finding.cell),
                                name_of(expected), finding.seen);
}

/// What a machine cannot do, it cannot do for any program.
void require_same_for_all(Result& result, const Attack& attack) {
    std::size_t skipped = 0, meant = 0;
    for (const auto& column : columns()) {
        skipped += result.cells.at({attack.name, column.name}) == Cell::not_applicable;
        meant += expectations().at({attack.name, column.name}) == Cell::not_applicable;
    }
    if (skipped != meant && skipped != columns().size())
        result.surprises += fmt::format("{}: n/a for some programs only\n", attack.name);
}

Result attack_all() {
    Result result;
    for (const auto& attack : all_attacks()) {
        for (const auto& column : columns())
            compare(result, attack, column, judge(attack, column, support::seed()));
        require_same_for_all(result, attack);
    }
    return result;
}

Finding judge_alone(bool (*works)(Scene&)) {
    return judge({"test", "", 1, "", "", works}, columns().front(), support::seed());
}

}  // namespace

TEST_CASE("matrix: the table of attacks has no contradiction") {
    CHECK(contradictions(expectations(), all_attacks(), columns()) == "");
}

TEST_CASE("matrix: every attack ends against every program as expected") {
    const auto result = attack_all();
    std::printf("%s", as_text({all_attacks(), columns(), result.cells}).c_str());
    if (!result.not_judged.empty())
        std::printf("\nNot judged on this machine:\n%s", result.not_judged.c_str());
    INFO("the same again: --seed " << support::seed());
    CHECK(result.surprises == "");
}

TEST_CASE("matrix: an attack that was not made is no verdict") {
    CHECK(judge_alone([](Scene&) { return false; }).cell == Cell::broken);
    CHECK(judge_alone([](Scene& scene) {
              scene.attempt({"no-such-command"});
              return false;
          }).cell == Cell::broken);
    CHECK(judge_alone([](Scene& scene) {
              scene.attempt({"read"});  // an argument is missing
              return false;
          }).cell == Cell::broken);
    CHECK(judge_alone([](Scene& scene) {
              scene.host({"read", "/nowhere"});
              return true;
          }).cell == Cell::broken);
    CHECK(judge_alone([](Scene& scene) {
              scene.attempt({"read", "/nowhere"});
              return true;  // the kernel refused, so that cannot be
          }).cell == Cell::broken);
}

TEST_CASE("matrix: the words for what was seen") {
    CHECK(judge_alone([](Scene& scene) {
              return scene.attempt({"read", "/nowhere"}).has_value();
          }).cell == Cell::blocked);
    CHECK(judge_alone([](Scene& scene) { return scene.attempt({"ids"}).has_value(); }).cell ==
          Cell::escapes);
    CHECK(judge_alone([](Scene& scene) {
              return !scene.host_must({"read", "/nowhere"}).empty();
          }).cell == Cell::not_applicable);
}

TEST_CASE("matrix: a contradiction in the table is found") {
    Column first, second;
    first.name = "first";
    second.name = "second";
    second.chapter = 1;
    const std::vector<Column> programs = {first, second};
    const Attacks attacks = {{"row", "", 1, "", "", nullptr}};
    using Cells = Expectations;
    const std::pair<std::string, std::string> before{"row", "first"}, after{"row", "second"};
    CHECK(contradictions(Cells{{before, Cell::escapes}, {after, Cell::blocked}}, attacks,
                         programs) == "");
    CHECK(contradictions(Cells{{before, Cell::escapes}}, attacks, programs) != "");
    CHECK(contradictions(Cells{{before, Cell::escapes}, {after, Cell::escapes}}, attacks,
                         programs) != "");
    CHECK(contradictions(Cells{{before, Cell::not_applicable}, {after, Cell::blocked}}, attacks,
                         programs) == "row: works against no program\n");
    CHECK(contradictions(Cells{{before, Cell::escapes},
                               {after, Cell::blocked},
                               {{"other", "first"}, Cell::blocked}},
                         attacks, programs) != "");
}

TEST_CASE("matrix: docs/matrix.md is up to date") {
    INFO("make it again: cmake --build build --target matrix-page");
    const auto page = support::read_file(support::source_directory() / "docs/matrix.md");
    CHECK(page == as_markdown({all_attacks(), columns(), expectations()}));
}

TEST_CASE("matrix: the table in README.md is up to date") {
    const auto table = as_summary({all_attacks(), columns(), expectations()});
    INFO("it should be:\n" << table);
    const auto readme = support::read_file(support::source_directory() / "README.md");
    CHECK(readme.find(table) != std::string::npos);
}
