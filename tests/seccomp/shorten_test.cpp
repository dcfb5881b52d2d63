// SPDX-License-Identifier: MIT
//
// A shorter program answers each call as the one that it was made of.
#include "seccomp/shorten.hpp"
#include "container/layers.hpp"
#include "difference.hpp"
#include "programs.hpp"
#include "seccomp/profile.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"

#include <fmt/format.h>
#include <linux/bpf_common.h>

#include <cstdio>
#include <fstream>
#include <sstream>

namespace {

using programs::resolved;
using ways::Program;

Program compile(const container::Seccomp& profile) {
    return container::layers::filter(profile);
}

void check(const Program& program, const std::string& what) {
    const auto shorter = seccomp::shorten(program);
    INFO(what);
    CHECK(ways::difference(program, shorter) == "");
    CHECK(shorter.size() <= program.size());
}

/// That it is worth it, too.
void check_profile(std::string_view text, const std::string& name) {
    const auto program = compile(resolved(text));
    check(program, name);
    const auto shorter = seccomp::shorten(program);
    std::printf("%s: %zu instructions become %zu, the longest way %zu becomes %zu\n", name.c_str(),
                program.size(), shorter.size(), ways::longest(program), ways::longest(shorter));
    CHECK(shorter.size() * 2 < program.size());
    CHECK(ways::longest(shorter) <= ways::longest(program));
}

/// The last comparison of a number on its way, with another answer on each side.
bool decides(const Program& program, std::size_t at) {
    const auto& one = program[at];
    if (one.code != (BPF_JMP | BPF_JGE | BPF_K)) return false;
    const auto &yes = program[at + 1 + one.jt], &no = program[at + 1 + one.jf];
    return BPF_CLASS(yes.code) == BPF_RET && BPF_CLASS(no.code) == BPF_RET && yes.k != no.k;
}

}  // namespace

TEST_CASE("seccomp: the default profile becomes shorter, and answers as before") {
    check_profile(seccomp::default_profile(), "the default profile");
}

TEST_CASE("seccomp: so does docker's") {
    std::ifstream file{"/usr/share/containers/seccomp.json"};
    if (!file) {
        std::printf("skipped: containers-common is not installed\n");
        return;
    }
    std::ostringstream text;
    text << file.rdbuf();
    check_profile(text.str(), "docker's profile");
}

TEST_CASE("seccomp: so do profiles that say anything about anything") {
    support::seed_check("seccomp.profiles");
    for (int i = 0; i < 40; ++i)
        check(compile(programs::random_profile()), fmt::format("profile {}", i));
}

TEST_CASE("seccomp: so do programs of another shape, or they stay what they are") {
    support::seed_check("seccomp.programs");
    int shorter = 0, same = 0;
    for (int i = 0; i < 40; ++i) {
        const auto program = programs::random_program();
        check(program, fmt::format("program {}", i));
        (seccomp::shorten(program).size() < program.size() ? shorter : same)++;
    }
    std::printf("%d became shorter, %d did not\n", shorter, same);
    CHECK(shorter > 10);
    CHECK(same > 10);
}

TEST_CASE("seccomp: no jump is longer than a jump can be") {
    for (int length = 248; length < 258; ++length) {
        const auto program = programs::with_a_way_of(length);
        check(program, fmt::format("a way of {}", length));
        CHECK(seccomp::shorten(program).size() < program.size());
    }
}

TEST_CASE("seccomp: a range that begins one call too late would be noticed") {
    const auto program = compile(resolved(seccomp::default_profile()));
    const auto right = seccomp::shorten(program);
    int tried = 0;
    for (std::size_t at = 0; at < right.size(); ++at) {
        if (!decides(right, at)) continue;
        ++tried;
        auto wrong = right;
        ++wrong[at].k;
        INFO("instruction " << at);
        CHECK(ways::difference(program, wrong) != "");
    }
    CHECK(tried > 20);
}
