// SPDX-License-Identifier: MIT
//
// onstage [OPTION... --] PROGRAM [ARG...]
//
// Does by hand what a check does: runs a program on a stage (stage/main.cpp), with our stdin,
// stdout and stderr, and says how it ended and what it left behind. The options are the stage's,
// --env NAME=VALUE for the environment, which is otherwise empty but for PATH, --outside for a
// network beyond the stage's (outside.hpp), and --unseen for who does not care what it leaves.
#include "support/outside.hpp"
#include "support/stage.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

#include <chrono>
#include <cstring>
#include <exception>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace {

using support::Stage;
using namespace std::chrono_literals;

struct Asked {
    Stage::Setup setup;
    bool outside = false;
    bool unseen = false;
};

Asked parse(std::vector<std::string> words) {
    Asked asked;
    auto& setup = asked.setup;
    setup.env = {support::caller_path};
    setup.standard_input = 0, setup.standard_output = 1, setup.standard_error = 2;
    std::size_t at = 0;
    if (!words.empty() && words[0].starts_with("-")) {
        for (; at < words.size() && words[at] != "--"; ++at) {
            if (words[at] == "--env" && at + 1 < words.size())
                setup.env.push_back(words[++at]);
            else if (words[at] == "--outside")
                asked.outside = true;
            else if (words[at] == "--unseen")
                asked.unseen = true;
            else
                setup.options.push_back(words[at]);
        }
        ++at;
    }
    if (at >= words.size()) throw std::invalid_argument{"usage: onstage [OPTION... --] PROGRAM..."};
    // The stage may stand in another directory.
    if (words[at].starts_with(".")) words[at] = std::filesystem::absolute(words[at]);
    setup.program.assign(words.begin() + static_cast<std::ptrdiff_t>(at), words.end());
    return asked;
}

int status_of(int raw) {
    return WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
}

std::string ending(int raw) {
    if (WIFEXITED(raw)) return fmt::format("exit status {}", WEXITSTATUS(raw));
    return fmt::format("ended by signal {}, {}", WTERMSIG(raw), ::strsignal(WTERMSIG(raw)));
}

}  // namespace

int main(int argc, char* argv[]) try {
    const auto asked = parse({argv + 1, argv + argc});
    Stage stage{asked.setup};
    std::optional<support::Outside> outside;
    if (asked.outside) outside.emplace(stage);
    const auto before = asked.unseen ? "" : stage.snapshot();
    stage.start();
    std::optional<int> raw;
    while (!raw) raw = stage.ended(1h);
    if (asked.unseen) return status_of(*raw);
    auto left = support::difference(before, stage.snapshot());
    for (int i = 0; i < 100 && !left.empty(); ++i) {  // what was killed may take a moment to go
        std::this_thread::sleep_for(10ms);
        left = support::difference(before, stage.snapshot());
    }
    fmt::print(stderr, "({}, {})\n{}", ending(*raw),
               left.empty() ? "nothing left behind" : "and left behind:", left);
    return status_of(*raw);
} catch (const std::exception& e) {
    fmt::print(stderr, "onstage: {}\n", e.what());
    return 125;
}
