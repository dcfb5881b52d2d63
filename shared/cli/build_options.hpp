// SPDX-License-Identifier: MIT
#pragma once

#include "build/display.hpp"
#include "build/job.hpp"

#include <CLI/App.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace cli {

/// What was typed after `build`: docker's options, as far as they mean something here.
struct BuildOptions {
    std::filesystem::path root;
    std::vector<std::string> names;  ///< -t
    std::filesystem::path id_file;   ///< --iidfile
    std::string progress = "auto";
    bool quiet = false;
    build::Request request;

    /// Finds and reads the Containerfile. Throws if it cannot.
    void resolve();
    build::Display::Style style() const;
};

/// Adds them. `options` must outlive `command`.
void add_build_options(CLI::App& command, BuildOptions& options);

}  // namespace cli
