// SPDX-License-Identifier: MIT
#include "cli/verbs.hpp"
#include "container/cgroup/group.hpp"
#include "container/state.hpp"
#include "sys/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace cli {
namespace {

using container::State;

const char* status(const State& state) {
    try {
        return container::cgroup::Group::find(state).is_frozen() ? "paused" : "running";
    } catch (const sys::SysError&) {  // its cgroup is gone: it ended while we looked
        return "ending";
    }
}

int ps(bool quiet) {
    auto states = State::all();
    // One whose runtime was killed is only waiting for the next run to sweep it.
    std::erase_if(states, [](const State& state) { return !state.is_owned(); });
    if (quiet) {
        for (const auto& state : states) std::puts(state.name().c_str());
        return 0;
    }
    std::size_t width = 4;
    for (const auto& state : states) width = std::max(width, state.name().size());
    const auto print = [width](const std::string& name, const std::string& pid, const char* status,
                               const std::string& command) {
        std::puts(fmt::format("{:{}}  {:>7}  {:7}  {}", name, width, pid, status, command).c_str());
    };
    print("NAME", "PID", "STATUS", "COMMAND");
    for (const auto& state : states)
        print(state.name(), state.read("init"), status(state), state.read("command"));
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
