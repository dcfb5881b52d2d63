// SPDX-License-Identifier: MIT
#include "cli/security_options.hpp"

#include "cli/usage_error.hpp"
#include "image/small_file.hpp"
#include "seccomp/resolve.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace cli {
namespace {

std::string read_profile(const std::string& option, const std::string& file) try {
    return image::read_small(file);
} catch (const std::exception& e) {
    throw UsageError{fmt::format("{}{}: {}", option, file, e.what())};
}

}  // namespace

void add_security_options(CLI::App& run, ImageOptions& options) {
    run.add_flag("--verbose", options.verbose, "say what of the profile is left out");
}

std::optional<container::Seccomp> find_profile(const std::string& option, const std::string& word,
                                               const std::vector<std::string>& caps, bool verbose) {
    if (word == "unconfined") return std::nullopt;
    const auto note = [&word](const std::string& text) {
        std::fputs(fmt::format("{}: {}\n", word, text).c_str(), stderr);
    };
    const bool is_default = word.empty() || word == "default";
    const auto text =
        is_default ? std::string{seccomp::default_profile()} : read_profile(option, word);
    try {
        return seccomp::resolve(seccomp::parse_profile(text), {caps},
                                verbose ? note : seccomp::Note{});
    } catch (const std::exception& e) {
        throw UsageError{fmt::format("{}{}: {}", option, word, e.what())};
    }
}

}  // namespace cli
