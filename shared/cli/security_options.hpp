// SPDX-License-Identifier: MIT
#pragma once

#include "cli/images.hpp"
#include "seccomp/resolve.hpp"

#include <CLI/App.hpp>

#include <optional>
#include <string>
#include <vector>

namespace cli {

/// Adds `--verbose`; `--security-opt` is chapter 08's already.
void add_security_options(CLI::App& run, ImageOptions& options);

/// The profile of that file, or of the `word` "default", for a program that can come to have these
/// capabilities; nothing for "unconfined". Throws UsageError about `option`. What is left out of
/// the profile, `note` is told.
std::optional<container::Seccomp> resolve_profile(const std::string& option,
                                                  const std::string& word,
                                                  const std::vector<std::string>& caps,
                                                  const seccomp::Note& note = {});

/// The same for a container to run with: what was compiled before has no rules.
std::optional<container::Seccomp> prepare_profile(const std::string& option,
                                                  const std::string& word,
                                                  const std::vector<std::string>& caps);

/// Says on stderr what is left out of a profile.
seccomp::Note note_about(const std::string& word);

/// The profile that allows every call, through each ABI of the machine.
container::Seccomp unconfined();

}  // namespace cli
