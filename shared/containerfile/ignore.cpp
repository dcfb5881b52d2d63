// SPDX-License-Identifier: MIT
#include "containerfile/ignore.hpp"
#include "containerfile/blanks.hpp"
#include "containerfile/characters.hpp"
#include "containerfile/error.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace containerfile {

std::string clean_path(std::string_view path) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin < path.size();) {
        const auto end = std::min(path.find('/', begin), path.size());
        const auto part = path.substr(begin, end - begin);
        begin = end + 1;
        if (part.empty() || part == ".") continue;
        if (part != "..")
            parts.push_back(part);
        else if (!parts.empty())  // above the root is the root
            parts.pop_back();
    }
    std::string result;
    for (const auto part : parts) (result += result.empty() ? "" : "/") += part;
    return result;
}

void IgnorePatterns::add(std::string_view pattern) {
    pattern = without_blanks(pattern);
    const bool is_exception = pattern.starts_with('!');
    if (is_exception) pattern = without_blanks(pattern.substr(1));
    if (is_exception && pattern.empty())
        throw std::invalid_argument{"an exception from nothing: write !PATTERN"};
    const auto path = clean_path(pattern);
    if (path.empty()) return;  // the context itself is never left out
    patterns_.push_back({Glob{path, Glob::Rules::tree}, is_exception});
    has_exceptions_ = has_exceptions_ || is_exception;
}

bool IgnorePatterns::ignores(std::string_view path) const {
    const auto characters = decode(path);
    bool is_ignored = false;
    for (const auto& [glob, is_exception] : patterns_)
        if (is_exception == is_ignored && glob.matches_within(characters))
            is_ignored = !is_exception;
    return is_ignored;
}

IgnorePatterns IgnorePatterns::parse(std::string text, const std::string& name) {
    const Source source{name, std::move(text)};
    IgnorePatterns patterns;
    for (std::size_t number = 1; number <= source.lines(); ++number) {
        const auto line = source.line(number);
        if (line.starts_with('#')) continue;
        try {
            patterns.add(line);
        } catch (const std::invalid_argument& error) {
            throw ParseError{source, {number, skip_blanks(line, 0) + 1}, error.what()};
        }
    }
    return patterns;
}

std::optional<std::filesystem::path> find_ignore_file(const std::filesystem::path& context,
                                                      const std::filesystem::path& containerfile) {
    for (const std::filesystem::path& stem : {containerfile, context / ""}) {
        for (const char* suffix : {".containerignore", ".dockerignore"}) {
            auto file = stem;
            file += suffix;
            if (std::filesystem::is_regular_file(file)) return file;
        }
    }
    return std::nullopt;
}

}  // namespace containerfile
