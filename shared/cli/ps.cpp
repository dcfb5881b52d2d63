// SPDX-License-Identifier: MIT
#include "cli/verbs.hpp"
#include "container/state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace cli {
namespace {

int ps(bool quiet) {
    const auto states = container::State::all();
    std::size_t width = 4;
    for (const auto& state : states) width = std::max(width, state.name().size());
    if (!quiet)
        std::fputs(fmt::format("{:{}}  {:>7}  COMMAND\n", "NAME", width, "PID").c_str(), stdout);
    for (const auto& state : states) {
        if (!state.is_owned()) continue;  // its runtime was killed: the next run sweeps it
        const auto line = quiet ? state.name() + "\n"
                                : fmt::format("{:{}}  {:>7}  {}\n", state.name(), width,
                                              state.read("init"), state.read("command"));
        std::fputs(line.c_str(), stdout);
    }
    return 0;
}

}  // namespace

void add_ps(CLI::App& app, Action& action) {
    auto& command = *app.add_subcommand("ps", "list the containers that run");
    const auto quiet = std::make_shared<bool>(false);
    command.add_flag("-q,--quiet", *quiet, "their names only");
    command.callback([&action, quiet] { action = [quiet](Pipeline) { return ps(*quiet); }; });
}

}  // namespace cli
