// SPDX-License-Identifier: MIT
#pragma once

#include "cli/program.hpp"

#include <CLI/App.hpp>

namespace cli {

/// Adds the commands beside `run` that chapters 00 to `chapter` know. When one of them was typed,
/// app.parse() leaves what it does in `action`. Both must outlive `app`.
void add_verbs(CLI::App& app, int chapter, Action& action);

// One command each, in a file of its name; pause and unpause share one.

void add_ps(CLI::App& app, Action& action);
void add_stats(CLI::App& app, Action& action);
void add_pause(CLI::App& app, Action& action);
void add_unpause(CLI::App& app, Action& action);
void add_update(CLI::App& app, Action& action);

// The same for those that images bring: Images::add_commands.

void add_images(CLI::App& app, Action& action);
void add_import(CLI::App& app, Action& action);
void add_load(CLI::App& app, Action& action);
void add_rmi(CLI::App& app, Action& action);
void add_history(CLI::App& app, Action& action);
void add_inspect(CLI::App& app, Action& action);
void add_diff(CLI::App& app, Action& action);
void add_commit(CLI::App& app, Action& action);
void add_rm(CLI::App& app, Action& action);
void add_build(CLI::App& app, Action& action);

/// Profiles of system calls, from chapter 09 on.
void add_profile(CLI::App& app, Action& action);

/// All that share images with others, from chapter 10 on.
void add_registry_commands(CLI::App& app, Action& action);

void add_pull(CLI::App& app, Action& action);
void add_push(CLI::App& app, Action& action);
void add_login(CLI::App& app, Action& action);
void add_logout(CLI::App& app, Action& action);
void add_tag(CLI::App& app, Action& action);
void add_save(CLI::App& app, Action& action);

}  // namespace cli
