// SPDX-License-Identifier: MIT
#pragma once

#include "registry/registry.hpp"

#include <CLI/App.hpp>

namespace cli {

/// Adds `--plain-http` and `--ca-file`.
void add_access_options(CLI::App& command, registry::Access& access);

/// An empty `root` becomes the user's own.
void set_default_root(std::filesystem::path& root);

}  // namespace cli
