// SPDX-License-Identifier: MIT
#pragma once

#include "cli/images.hpp"

#include <CLI/App.hpp>

#include <optional>
#include <string>
#include <vector>

namespace cli {

/// Adds `--verbose`; `--security-opt` is chapter 08's already.
void add_security_options(CLI::App& run, ImageOptions& options);

/// The profile of that file, or of the `word` "default", for a program that can come to have these
/// capabilities; nothing for "unconfined". Throws UsageError about `option`. With `verbose`, what
/// is left out of it is said on stderr.
std::optional<container::Seccomp> find_profile(const std::string& option, const std::string& word,
                                               const std::vector<std::string>& caps, bool verbose);

}  // namespace cli
