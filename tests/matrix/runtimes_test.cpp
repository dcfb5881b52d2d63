// SPDX-License-Identifier: MIT
// Every attack against OCI runtimes, each with the same bundle: chapter 11's and those of others.
#include "bundle.hpp"
#include "picture.hpp"
#include "verdicts.hpp"

#include "support/catch.hpp"
#include "support/fixture.hpp"
#include "support/seed.hpp"

#include <cstdio>
#include <functional>
#include <set>
#include <string>

using namespace matrix;

namespace {

void compare(const std::string& name) {
    const std::vector<Column> programs{column_of(name)};
    const auto verdicts = attack_all(programs);
    std::printf("%s", as_text({all_attacks(), programs, verdicts.cells}).c_str());
    INFO("the same again: --seed " << support::seed());
    CHECK(surprises(verdicts, programs) == "");
}

/// One that may not be installed.
void compare_other(const std::string& name) {
    if (find_runtime(name).empty())
        std::printf("skipped: there is no %s (apt-get install %s)\n", name.c_str(), name.c_str());
    else
        compare(name);
}

void each_ends(Asks asks, const std::function<bool(const Attack&)>& is_blocked) {
    const auto program = support::build_directory() / "solutions/chapter11";
    const auto column = by_bundle("chapter11", program, asks);
    for (const auto& attack : all_attacks()) {
        const auto finding = judge(attack, column, support::seed());
        if (finding.cell == Cell::not_applicable) continue;
        INFO(attack.name << ": " << finding.seen);
        const Cell expected = is_blocked(attack) ? Cell::blocked : Cell::escapes;
        CHECK(name_of(finding.cell) == std::string{name_of(expected)});
    }
}

}  // namespace

TEST_CASE("matrix: every attack ends against chapter 11 with a bundle as expected") {
    compare("chapter11-bundle");
}

TEST_CASE("matrix: every attack ends against runc as expected") {
    compare_other("runc");
}

TEST_CASE("matrix: every attack ends against crun as expected") {
    compare_other("crun");
}

// A root without rights fails at much that no namespace has kept from it.
TEST_CASE("matrix: a bundle that gives every right keeps in what chapter 06 keeps in") {
    each_ends(Asks::rights, [](const Attack& attack) { return attack.stopped_by <= 6; });
}

// Or else a bundle might keep an attack from being made at all.
TEST_CASE("matrix: a bundle that asks for nothing keeps in what a root and a mount table do") {
    const std::set<std::string> kept_by_mounts{"climb-out", "mount-on-host", "unmount-host"};
    each_ends(Asks::nothing, [&](const Attack& attack) {
        return attack.stopped_by == 1 || kept_by_mounts.count(attack.name) == 1;
    });
}
