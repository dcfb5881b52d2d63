// SPDX-License-Identifier: MIT
#include "registry/program/challenge.hpp"

#include <cctype>

namespace registry {
namespace {

std::string lower(std::string text) {
    for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::string take_until(std::string_view& text, std::string_view ends) {
    const auto end = std::min(text.find_first_of(ends), text.size());
    std::string taken{text.substr(0, end)};
    text.remove_prefix(end);
    return taken;
}

void skip(std::string_view& text, std::string_view what) {
    text.remove_prefix(std::min(text.find_first_not_of(what), text.size()));
}

/// A token, or a text in quotes in which \" stands for a quote.
std::string take_value(std::string_view& text) {
    if (!text.starts_with('"')) return take_until(text, ", ");
    std::string value;
    for (text.remove_prefix(1); !text.empty() && text[0] != '"'; text.remove_prefix(1)) {
        if (text[0] == '\\' && text.size() > 1) text.remove_prefix(1);
        value += text[0];
    }
    if (!text.empty()) text.remove_prefix(1);
    return value;
}

Challenge parse(std::string_view text) {
    Challenge challenge;
    challenge.scheme = lower(take_until(text, " "));
    for (skip(text, " ,"); !text.empty(); skip(text, " ,")) {
        const auto name = lower(take_until(text, "=,"));
        if (!text.starts_with('=')) continue;
        text.remove_prefix(1);
        challenge.parameters[name] = take_value(text);
    }
    return challenge;
}

}  // namespace

std::string Challenge::parameter(const std::string& name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? "" : found->second;
}

std::optional<Challenge> find_challenge(const Headers& headers) {
    std::optional<Challenge> best;
    const auto [first, last] = headers.equal_range("www-authenticate");
    for (auto header = first; header != last; ++header) {
        auto challenge = parse(header->second);
        if (challenge.scheme == "bearer") return challenge;
        if (challenge.scheme == "basic" && !best) best = std::move(challenge);
    }
    return best;
}

}  // namespace registry
