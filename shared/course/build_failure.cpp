// SPDX-License-Identifier: MIT
#include "course/build.hpp"
#include "course/places.hpp"

#include <fmt/format.h>

#include <regex>

namespace course {
namespace {

/// Without the checkout's own path: chapters/02-pid/pid.cpp is what the student knows.
std::string shortened(std::string line) {
    const auto top = source_directory().native() + "/";
    for (std::size_t at; (at = line.find(top)) != std::string::npos;) line.erase(at, top.size());
    return line;
}

bool is_diagnostic(const std::string& line) {
    static const std::regex pattern{R"(^\S+:\d+:\d+: (warning|error|fatal error):.*)"};
    return std::regex_match(line, pattern);
}

/// What the compiler says below an error: the code, the caret, the notes.
std::string excerpt_after(const std::vector<std::string>& output, std::size_t error) {
    constexpr std::size_t most = 6;
    std::string text;
    for (std::size_t i = error + 1; i < output.size() && i <= error + most; ++i) {
        const auto line = shortened(output[i]);
        const bool next = line.starts_with("[") || line.starts_with("ninja:") ||
                          line.find(": In ") != std::string::npos;
        if (next || is_diagnostic(line)) break;
        text += line + "\n";
    }
    return text;
}

/// "container::layers::pid(...)" of lld's "undefined symbol: ...".
bool find_missing(BuildFailure& failure, const std::string& line) {
    static const std::regex pattern{"undefined symbol: (.*)"};
    std::smatch match;
    if (!std::regex_search(line, match, pattern)) return false;
    failure.message = fmt::format("nothing defines {}", match[1].str());
    failure.in_exercise = match[1].str().starts_with("container::layers::");
    return true;
}

}  // namespace

BuildFailure failure_in(const std::vector<std::string>& output) {
    static const std::regex error{R"(^(\S+):(\d+):(?:\d+:)? (?:fatal )?error: (.*))"};
    BuildFailure failure;
    for (std::size_t i = 0; i < output.size(); ++i) {
        std::smatch match;
        const auto line = shortened(output[i]);
        if (std::regex_match(line, match, error)) {
            if (++failure.errors > 1) continue;
            failure.file = match[1], failure.line = match[2], failure.message = match[3];
            failure.excerpt = excerpt_after(output, i);
        } else if (failure.errors == 0 && failure.message.empty() && find_missing(failure, line)) {
            failure.errors = 1;
            return failure;
        }
    }
    const Path file{failure.file};
    failure.in_exercise = !file.empty() && file.is_relative() && file.filename() != "main.cpp" &&
                          !failure.file.starts_with("shared/") &&
                          !failure.file.starts_with("solutions/");
    if (failure.errors == 0)
        for (const auto& line : output) failure.excerpt += shortened(line) + "\n";
    return failure;
}

}  // namespace course
