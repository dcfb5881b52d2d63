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
    for (std::size_t i = states.first; i < states.end && i < tokens_.size(); ++i) {
        const auto kind = tokens_[i].kind;
        if (!states.is_in[i]) continue;
        if (kind == Token::Kind::deep) states.add(i + 2);
        if (kind == Token::Kind::star || kind == Token::Kind::all || kind == Token::Kind::deep)
            states.add(i + 1);
    }
}

Glob::States Glob::start() const {
    States states{std::vector<char>(tokens_.size() + 1)};
    states.is_in[0] = 1;
    skip_empty(states);
    return states;
}

/// Goes on over one character. False if no state is left.
bool Glob::step(States& states, char32_t c) const {
    const auto last = states.end;
    bool comes = false;  // whether the state that i has next is reached
    states.end = states.first;
    for (std::size_t i = states.first; i <= last && i <= tokens_.size(); ++i) {
        const bool was = states.is_in[i];
        states.is_in[i] = 0;
        if (comes) states.add(i);
        comes = false;
        if (!was || i == tokens_.size() || !is_one(tokens_[i], c)) continue;
        const auto kind = tokens_[i].kind;
        const bool stays =
            kind == Token::Kind::star || kind == Token::Kind::all || kind == Token::Kind::inside;
        if (stays) states.add(i);
        comes = !stays || (kind == Token::Kind::inside && c == '/');
    }
    while (states.first < states.end && !states.is_in[states.first]) ++states.first;
    skip_empty(states);
    return states.first < states.end;
}

std::optional<std::size_t> Glob::match_end(std::u32string_view text, std::size_t begin,
                                           bool longest, std::size_t& effort) const {
    auto states = start();
    std::optional<std::size_t> end;
    for (auto at = begin;; ++at) {
        if (states.is_in.back()) end = at;
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

bool Glob::matches_within(std::u32string_view path) const {
    auto states = start();
    for (const auto c : path) {
        if (c == '/' && states.is_in.back() != 0) return true;
        if (!step(states, c)) return false;
    }
    return states.is_in.back() != 0;
}

Glob Glob::reversed() const {
    Glob result = *this;
    std::reverse(result.tokens_.begin(), result.tokens_.end());
    return result;
}

}  // namespace containerfile
