// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"

#include <CLI/App.hpp>

namespace cli {

/// Adds the options for limits that can also be changed while the container runs. What is parsed
/// lands in `resources`, which must outlive `command`.
void add_limits(CLI::App& command, container::Resources& resources);

}  // namespace cli
