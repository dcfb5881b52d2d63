// SPDX-License-Identifier: MIT
#include "cli/security_options.hpp"

#include "cli/usage_error.hpp"
#include "image/small_file.hpp"
#include "seccomp/cache.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace cli {
namespace {

std::string read_profile(const std::string& option, const std::string& file) try {
    return image::read_small(file);
} catch (const std::exception& e) {
    throw UsageError{fmt::format("{}{}: {}", option, file, e.what())};
}

/// What `make` makes of the profile's text.
template <typename Make>
std::optional<container::Seccomp> load(const std::string& option, const std::string& word,
                                       Make make) {
    if (word == "unconfined") return std::nullopt;
    const auto text =
        word == "default" ? std::string{seccomp::default_profile()} : read_profile(option, word);
    try {
        return make(text);
    } catch (const std::exception& e) {
        throw UsageError{fmt::format("{}{}: {}", option, word, e.what())};
    }
}

}  // namespace

void add_security_options(CLI::App& run, ImageOptions& options) {
    run.add_flag("--verbose", options.verbose, "say what of the profile is left out");
}

std::optional<container::Seccomp> resolve_profile(const std::string& option,
                                                  const std::string& word,
                                                  const std::vector<std::string>& caps,
                                                  const seccomp::Note& note) {
    return load(option, word, [&](const std::string& text) {
        return seccomp::resolve(seccomp::parse_profile(text), {caps}, note);
    });
}

std::optional<container::Seccomp> prepare_profile(const std::string& option,
                                                  const std::string& word,
                                                  const std::vector<std::string>& caps) {
    return load(option, word,
                [&](const std::string& text) { return seccomp::prepare(text, {caps}); });
}

seccomp::Note note_about(const std::string& word) {
    return [word](const std::string& text) {
        std::fputs(fmt::format("{}: {}\n", word, text).c_str(), stderr);
    };
}

container::Seccomp unconfined() {
    seccomp::Profile everything;
    everything.families = seccomp::parse_profile(seccomp::default_profile()).families;
    return seccomp::resolve(everything, {});
}

}  // namespace cli
