// SPDX-License-Identifier: MIT
#pragma once

#include "course/mistake.hpp"

#include <CLI/CLI.hpp>

#include <functional>

namespace course {

/// What a verb does once the command line has been read.
using Action = std::function<Status()>;

/// Each verb is a file of its own: it adds its options to `app`, and sets `chosen` when it is
/// meant.
void add_check(CLI::App& app, Action& chosen);

}  // namespace course
