// SPDX-License-Identifier: MIT
#pragma once

#include "image/store.hpp"

#include <CLI/App.hpp>

#include <filesystem>

namespace cli {

/// Adds `--root DIR`, where images and containers are kept, to what open_store() is given.
void add_store_option(CLI::App& command, std::filesystem::path& root);

/// The store there, or for an empty `root` the user's own.
image::Store open_store(const std::filesystem::path& root);

}  // namespace cli
