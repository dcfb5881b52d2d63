// SPDX-License-Identifier: MIT
#include "containerfile/glob.hpp"
#include "containerfile/characters.hpp"

#include <algorithm>

/// The pattern is a machine whose states are the places between its tokens; being in all states at
/// once that the text allows, it never goes back.
namespace containerfile {

bool Glob::is_one(const Token& token, char32_t c) const {
    switch (token.kind) {
        case Token::Kind::character:
            return c == token.character;
        case Token::Kind::any:
        case Token::Kind::star:
            return c != '/' || crosses_slashes_;
        case Token::Kind::set:
            return token.negated != std::any_of(token.ranges.begin(), token.ranges.end(),
                                                [&](const Token::Range& range) {
                                                    return c >= range.first && c <= range.last;
                                                });
        case Token::Kind::deep:
            return false;
        case Token::Kind::all:
        case Token::Kind::inside:
            return true;
    }
    return false;
}

/// Goes on over the tokens that may stand for nothing.
void Glob::skip_empty(States& states) const {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
        const auto kind = tokens_[i].kind;
        if (!states[i]) continue;
        if (kind == Token::Kind::star || kind == Token::Kind::all) states[i + 1] = true;
        if (kind == Token::Kind::deep) states[i + 1] = states[i + 2] = true;
    }
}

/// Goes on over one character. False if no state is left.
bool Glob::step(States& states, char32_t c) const {
    bool is_alive = false, comes = false;  // whether the state that i has next is reached
    for (std::size_t i = 0; i <= tokens_.size(); ++i) {
        const bool was = states[i];
        states[i] = comes ? 1 : 0;
        comes = false;
        if (was && i < tokens_.size() && is_one(tokens_[i], c)) {
            const auto kind = tokens_[i].kind;
            const bool stays = kind == Token::Kind::star || kind == Token::Kind::all ||
                               kind == Token::Kind::inside;
            if (stays) states[i] = true;
            comes = !stays || (kind == Token::Kind::inside && c == '/');
        }
        is_alive = is_alive || states[i] || comes;
    }
    skip_empty(states);
    return is_alive;
}

std::optional<std::size_t> Glob::match_end(std::u32string_view text, std::size_t begin,
                                           bool longest, std::size_t& effort) const {
    States states(tokens_.size() + 1);
    states[0] = true;
    skip_empty(states);
    std::optional<std::size_t> end;
    for (auto at = begin;; ++at) {
        if (states.back()) end = at;
        if ((end && !longest) || at == text.size()) return end;
        effort += tokens_.size() + 1;
        if (!step(states, text[at])) return end;
    }
}

bool Glob::matches(std::string_view text) const {
    const auto characters = decode(text);
    std::size_t effort = 0;
    return match_end(characters, 0, true, effort) == characters.size();
}

bool Glob::matches_within(std::string_view path) const {
    States states(tokens_.size() + 1);
    states[0] = true;
    skip_empty(states);
    for (const auto c : decode(path)) {
        if (c == '/' && states.back()) return true;
        if (!step(states, c)) return false;
    }
    return states.back();
}

Glob Glob::reversed() const {
    Glob result = *this;
    std::reverse(result.tokens_.begin(), result.tokens_.end());
    return result;
}

}  // namespace containerfile
