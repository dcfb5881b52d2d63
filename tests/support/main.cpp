// SPDX-License-Identifier: MIT
//
// The main of every test program. Beside Catch2's own options:
//   --box PROGRAM   the program under test; its name, chapterNN, says what it must keep
//   --seed N        repeats the random values of an earlier run
//   --report FILE   appends one JSON line for each check
//   --only ID       makes this one check, with the random values that it has among all
//   --list-checks   reports the checks, and makes none
//   --keep          leaves the first failed check's directory, if its `reproduce` names it
#define CATCH_CONFIG_RUNNER
#include "support/catch.hpp"

#include "support/box.hpp"
#include "support/plain_cases.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <cstdio>
#include <filesystem>
#include <random>

int main(int argc, char* argv[]) {
    std::string program;
    support::Run run;
    std::uint32_t seed = std::random_device{}();
    Catch::Session session;
    using support::options::Opt;
    session.cli(session.cli() | Opt(program, "program")["--box"]("the program under test") |
                Opt(seed, "number")["--seed"]("for the random values") |
                Opt(run.report, "file")["--report"]("one JSON line for each check") |
                Opt(run.only, "id")["--only"]("one check") |
                Opt(run.list)["--list-checks"]("report the checks, make none") |
                Opt(run.keep)["--keep"]("leave the first failed check's directory"));
    if (const int status = session.applyCommandLine(argc, argv); status != 0) return status;
    if (!program.empty()) {
        const auto path = std::filesystem::absolute(program);
        const auto name = path.filename().native();
        const auto number = name.substr(name.find_last_not_of("0123456789") + 1);
        const bool is_chapter = number.size() == 2;  // and no version, or a date
        support::set_subject(path, is_chapter ? std::stoi(number) : 0);
        std::printf("seed %u\n", seed);
    }
    support::set_seed(seed);
    support::set_run(run);
    support::listen();
    const int failed = session.run();
    constexpr int skipped = 77;  // ctest's SKIP_RETURN_CODE, cmake/Checks.cmake
    return failed == 0 && support::all_skipped() ? skipped : failed;
}
