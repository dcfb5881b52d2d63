// SPDX-License-Identifier: MIT
#pragma once

#include "runtime/layers.hpp"
#include "runtime/log.hpp"

#include <filesystem>
#include <functional>

#include <CLI/App.hpp>

namespace runtime {

/// What every command is told before its own name.
struct Globals {
    std::filesystem::path root;  ///< Where the containers are kept.
    Log log;
    bool without_cgroups = false;  ///< --cgroup-manager=disabled
    Pipeline pipeline = nullptr;
};

/// What a command does; returns the exit status.
using Action = std::function<int(Globals&)>;

/// Gives `command` its options, and `action` what it does with them when it was typed.
using AddCommand = void (*)(CLI::App& command, Action& action);

// One each, in the file of its name in verbs/.

void add_create(CLI::App& command, Action& action);
void add_run(CLI::App& command, Action& action);
void add_exec(CLI::App& command, Action& action);
void add_start(CLI::App& command, Action& action);
void add_state(CLI::App& command, Action& action);
void add_kill(CLI::App& command, Action& action);
void add_delete(CLI::App& command, Action& action);
void add_list(CLI::App& command, Action& action);
void add_spec(CLI::App& command, Action& action);
void add_features(CLI::App& command, Action& action);
void add_pause(CLI::App& command, Action& action);
void add_resume(CLI::App& command, Action& action);
void add_ps(CLI::App& command, Action& action);
void add_update(CLI::App& command, Action& action);
void add_events(CLI::App& command, Action& action);
void add_stats(CLI::App& command, Action& action);

}  // namespace runtime
