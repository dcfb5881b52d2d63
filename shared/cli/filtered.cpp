// SPDX-License-Identifier: MIT
#include "cli/images.hpp"
#include "cli/security_options.hpp"
#include "cli/verbs.hpp"

/// Containers that may not make every system call: from chapter 09 on.
namespace cli {
namespace {

void add_options(CLI::App& run, ImageOptions& options) {
    add_security_options(run, options);
}

void add_commands(CLI::App& app, Action& action) {
    images.add_commands(app, action);
    add_profile(app, action);
}

}  // namespace

void filter_calls(container::Spec& spec, const std::string& profile, bool verbose) {
    const std::string option = "--security-opt seccomp=";
    const auto word = profile.empty() ? "default" : profile;
    const auto& caps = spec.process.capabilities.bounding;
    spec.seccomp = verbose ? resolve_profile(option, word, caps, note_about(word))
                           : prepare_profile(option, word, caps);
    if (spec.seccomp) spec.seccomp->while_privileged = !spec.process.no_new_privileges;
}

const Images filtered{images.stack, add_commands, add_options, false, images.users, filter_calls};

}  // namespace cli
