// SPDX-License-Identifier: MIT
#pragma once

#include "container/spec.hpp"
#include "oci/config.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace runtime {

using Path = std::filesystem::path;

/// A directory with a config.json, and mostly with the container's root file system beside it:
/// runtime-spec bundle.md.
struct Bundle {
    Path path;         ///< Absolute.
    std::string text;  ///< Of config.json, as it stood there when it was read.
    oci::Config config;
    bool no_pivot = false;  ///< The caller wants no pivot_root(2).
};

/// Throws one line that says what is wrong with it, and where.
Bundle open_bundle(const Path& path);

/// What of a config.json chapters 00 to 09 have an answer to. The rest is for the layers of
/// more.hpp. What cannot be had here, and need not, gets a line in `warnings`; for the rest it
/// throws.
container::Spec spec_of(const Bundle& bundle, std::vector<std::string>& warnings);

/// The same of its `process` and `linux.seccomp` alone.
container::Spec spec_of_process(const oci::Config& config, std::vector<std::string>& warnings);

}  // namespace runtime
