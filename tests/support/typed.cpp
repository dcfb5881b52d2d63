// SPDX-License-Identifier: MIT
#include "support/typed.hpp"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace support {
namespace {

bool is_text(const std::string& input) {
    const auto printable = [](unsigned char c) { return std::isprint(c) || c == '\n'; };
    return input.size() < 200 && std::all_of(input.begin(), input.end(), printable);
}

/// A probe that is asked over a socket, a terminal, an inherited descriptor: no shell has these.
bool can_be_typed(const Launch& launch) {
    const auto& command = launch.command;
    return (command.size() < 2 || command[1] != "serve") && launch.terminal < 0 &&
           launch.leaked.empty() && is_text(launch.input);
}

/// Our own directories by their short names, as they are called in build/.
std::string shortened(std::string word, const Path& rootfs) {
    const auto build = build_directory().native() + "/";
    const auto replace = [&](const std::string& from, const std::string& to) {
        for (std::size_t at = 0; (at = word.find(from)) != std::string::npos;)
            word.replace(at, from.size(), to);
    };
    if (!rootfs.empty()) replace(rootfs, "rootfs");
    if (word.starts_with(build)) return "./" + word.substr(build.size());
    return word;
}

/// sudo says who called it; a root of their own may not even have it.
bool is_root() {
    return ::geteuid() == 0 && !std::getenv("SUDO_UID");
}

}  // namespace

std::string as_typed(const Launch& launch, const Words& words, const Path& rootfs) {
    if (!can_be_typed(launch)) return "";
    auto options = launch.caller;
    for (const auto& variable : launch.environment)
        options.insert(options.end(), {"--env", variable});

    if (launch.outside) options.emplace_back("--outside");

    // A rootfs that the check prepared is needed as it is; so is its full name elsewhere.
    const bool moves = std::find(options.begin(), options.end(), "--cwd") != options.end();
    const bool fresh = !moves && is_original(rootfs);
    Words typed;
    if (!launch.input.empty()) typed = {"printf", "%s", launch.input, "|"};
    if (!is_root()) typed.emplace_back("sudo");
    typed.emplace_back("tests/onstage");
    typed.insert(typed.end(), options.begin(), options.end());
    if (!options.empty()) typed.emplace_back("--");
    for (const auto& word : words) typed.push_back(shortened(word, fresh ? rootfs : Path{}));

    std::string line = "cd " + quoted(build_directory().lexically_relative(source_directory()));
    line += " &&";
    for (const auto& word : typed) line += " " + (word == "|" ? word : quoted(word));
    return line;
}

}  // namespace support
