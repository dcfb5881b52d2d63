// SPDX-License-Identifier: MIT
// Every attack against every program: what escapes, what is blocked, and no surprise either way.
#include "expectations.hpp"
#include "picture.hpp"
#include "scene.hpp"
#include "verdicts.hpp"

#include "support/catch.hpp"
#include "support/fixture.hpp"
#include "support/seed.hpp"

#include <algorithm>
#include <cstdio>
#include <iterator>

using namespace matrix;

namespace {

void compare(const std::vector<Column>& programs) {
    const auto verdicts = attack_all(programs);
    std::printf("%s", as_text({all_attacks(), programs, verdicts.cells}).c_str());
    if (!verdicts.not_judged.empty())
        std::printf("\nNot judged on this machine:\n%s", verdicts.not_judged.c_str());
    INFO("the same again: --seed " << support::seed());
    CHECK(surprises(verdicts, programs) == "");
}

std::vector<Column>::const_iterator middle(const std::vector<Column>& programs) {
    return programs.begin() + std::min<std::ptrdiff_t>(6, std::ssize(programs));
}

Finding judge_alone(bool (*works)(Scene&)) {
    return judge({"test", "", 1, "", "", works}, columns().front(), support::seed());
}

}  // namespace

TEST_CASE("matrix: the table of attacks has no contradiction") {
    CHECK(contradictions(expectations(), all_attacks(), columns()) == "");
}

// Two checks, since two can be made at the same time.
TEST_CASE("matrix: every attack ends against the first six programs as expected") {
    const auto programs = chapters();
    compare({programs.begin(), middle(programs)});
}

TEST_CASE("matrix: every attack ends against the other programs as expected") {
    const auto programs = chapters();
    compare({middle(programs), programs.end()});
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
    first.chapter = 0;
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

TEST_CASE("matrix: our runtime does no worse than another with the same bundle") {
    Column chapter, ours, other;
    chapter.name = "chapter", ours.name = "ours", other.name = "other";
    chapter.chapter = 0;
    const Attacks attacks = {{"row", "", 1, "", "", nullptr}};
    const auto found = [&](Cell of_ours, Cell of_other) {
        return contradictions({{{"row", "chapter"}, Cell::escapes},
                               {{"row", "ours"}, of_ours},
                               {{"row", "other"}, of_other}},
                              attacks, {chapter, ours, other});
    };
    CHECK(found(Cell::escapes, Cell::escapes) == "");
    CHECK(found(Cell::blocked, Cell::escapes) == "");
    CHECK(found(Cell::escapes, Cell::blocked) ==
          "row: works against ours, but not against other with the same bundle\n");
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
