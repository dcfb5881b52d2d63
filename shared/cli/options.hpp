// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"

#include <CLI/App.hpp>

namespace cli {

/// Adds to `run` every option that chapters 00 to `chapter` know. The names and forms are docker's
/// and podman's. What is parsed lands in `spec`, which must outlive `run`.
void add_options(CLI::App& run, int chapter, container::Spec& spec);

}  // namespace cli
