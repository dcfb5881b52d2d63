// SPDX-License-Identifier: MIT
#pragma once

#include "cli/program.hpp"

namespace cli {

/// Adds `profile record`: `run`, which notes what is called.
void add_record(CLI::App& profile, Action& action);

}  // namespace cli
