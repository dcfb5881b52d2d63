// SPDX-License-Identifier: MIT
#include "containerfile/pattern.hpp"
#include "containerfile/characters.hpp"
#include "containerfile/glob.hpp"

#include <algorithm>
#include <stdexcept>

namespace containerfile {
namespace {

constexpr std::size_t most_effort = 20'000'000;  // comparisons: about 0.1 s

std::optional<std::size_t> match_end(const Glob& glob, std::u32string_view text, std::size_t begin,
                                     bool longest, std::size_t& effort) {
    const auto end = glob.match_end(text, begin, longest, effort);
    if (effort > most_effort)
        throw std::invalid_argument{"the pattern takes too long to match: make it simpler"};
    return end;
}

}  // namespace

std::string without_beginning(const std::string& value, std::string_view pattern, bool longest,
                              char escape) {
    const Glob glob{pattern, Glob::Rules::text, escape};
    const auto text = decode(value);
    std::size_t effort = 0;
    return encode(
        std::u32string_view{text}.substr(match_end(glob, text, 0, longest, effort).value_or(0)));
}

std::string without_end(const std::string& value, std::string_view pattern, bool longest,
                        char escape) {
    const auto glob = Glob{pattern, Glob::Rules::text, escape}.reversed();
    auto text = decode(value);
    std::reverse(text.begin(), text.end());
    std::size_t effort = 0;
    text.erase(0, match_end(glob, text, 0, longest, effort).value_or(0));
    std::reverse(text.begin(), text.end());
    return encode(text);
}

std::string with_replacements(const std::string& value, std::string_view pattern,
                              std::string_view replacement, bool every, char escape) {
    const Glob glob{pattern, Glob::Rules::text, escape};
    const auto text = decode(value);
    const auto instead = decode(replacement);
    std::u32string result;
    std::size_t effort = 0, at = 0;
    while (at < text.size()) {
        const auto end = match_end(glob, text, at, true, effort).value_or(at);
        if (end == at) {
            result += text[at++];
            continue;
        }
        result += instead;
        at = end;
        if (!every) break;
    }
    result += text.substr(at);
    return encode(result);
}

}  // namespace containerfile
