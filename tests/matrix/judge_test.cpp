// SPDX-License-Identifier: MIT
// Judges a runtime of the reader's: a hidden "test", asked for by its tag.
//
//     build/tests/matrix-checks "[judge]" --box /usr/local/bin/another-runtime
#include "bundle.hpp"
#include "picture.hpp"
#include "verdicts.hpp"

#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/fixture.hpp"
#include "support/seed.hpp"

#include <fmt/format.h>

using namespace matrix;

namespace {

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

/// The attacks that work against the first, but not against the second.
std::string difference(const Verdicts& verdicts, const Column& one, const Column& other) {
    std::string text;
    for (const auto& attack : all_attacks()) {
        const std::pair<std::string, std::string> place{attack.name, one.name};
        if (verdicts.cells.at(place) == Cell::escapes &&
            verdicts.cells.at({attack.name, other.name}) == Cell::blocked)
            text += fmt::format("  {}: {}. Seen: {}\n", attack.name, attack.tries,
                                first_line(verdicts.seen.at(place)));
    }
    return text.empty() ? "  none\n" : text;
}

void print(const Verdicts& verdicts, const Column& theirs, const Column& ours) {
    fmt::print("\n{}", as_text({all_attacks(), {ours, theirs}, verdicts.cells}));
    if (!verdicts.not_judged.empty())
        fmt::print("\nNot judged on this machine:\n{}", verdicts.not_judged);
    for (const auto& [one, other] : {std::pair{&theirs, &ours}, std::pair{&ours, &theirs}})
        fmt::print("\nWhat works against {}, but not against {}:\n{}", one->heading, other->heading,
                   difference(verdicts, *one, *other));
}

void judge_with(Asks asks, const char* bundle) {
    const auto program = support::subject().program;
    if (find_runtime(program).empty()) FAIL("there is no program " << program.native());
    const auto theirs = by_bundle(program.filename(), program, asks);
    const auto first = judge(all_attacks().front(), theirs, support::seed());
    if (first.cell == Cell::broken) FAIL("it does not run the bundle: " << first.seen);
    auto ours = by_bundle("chapter 11", support::build_directory() / "solutions/chapter11", asks);
    const auto verdicts = attack_all({ours, theirs});
    fmt::print("\n{}\n", bundle);
    print(verdicts, theirs, ours);
    INFO("no verdict on these:\n" << verdicts.broken);
    CHECK(verdicts.broken.empty());
}

}  // namespace

TEST_CASE("matrix: judge another runtime", "[.][judge]") {
    judge_with(Asks::defaults, "The bundle that spec writes, with a volume and limits:");
}

TEST_CASE("matrix: judge another runtime by a root with rights", "[.][judge]") {
    judge_with(Asks::rights, "The same, its root writable, for a root with every right:");
}
