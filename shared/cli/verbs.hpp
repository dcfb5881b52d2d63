// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/App.hpp>

#include <functional>

namespace cli {

/// What a command does; returns the exit status.
using Action = std::function<int()>;

/// Adds the commands beside `run` that chapters 00 to `chapter` know. When one of them was typed,
/// app.parse() leaves what it does in `action`. Both must outlive `app`.
void add_verbs(CLI::App& app, int chapter, Action& action);

// One command each, in a file of its name.

void add_ps(CLI::App& app, Action& action);

}  // namespace cli
