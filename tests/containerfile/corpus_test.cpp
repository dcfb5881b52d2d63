// SPDX-License-Identifier: MIT
//
// Containerfiles as people write them, and all that the parser makes of each.
#include "dump.hpp"
#include "golden.hpp"
#include "support/catch.hpp"

#include <set>

TEST_CASE("containerfile: each file of the corpus is read as its golden file says") {
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{golden::folder() / "corpus"}) {
        auto file = entry.path();
        if (file.extension() != ".Containerfile") continue;
        ++files;
        INFO(file.filename());
        const auto actual =
            dump(containerfile::parse(golden::read(file), file.filename().native()));
        CHECK(actual == golden::expected(file.replace_extension(".dump"), actual));
    }
    CHECK(files >= 10);
}

TEST_CASE("containerfile: the corpus has every instruction in it") {
    std::set<std::size_t> seen;
    for (const auto& entry : std::filesystem::directory_iterator{golden::folder() / "corpus"}) {
        if (entry.path().extension() != ".Containerfile") continue;
        const auto file = containerfile::parse(golden::read(entry.path()), "corpus");
        for (const auto& stage : file.stages)
            for (const auto& instruction : stage.instructions) seen.insert(instruction.is.index());
    }
    CHECK(seen.size() == std::variant_size_v<decltype(containerfile::Instruction::is)>);
}
