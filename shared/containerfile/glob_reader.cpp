// SPDX-License-Identifier: MIT
#include "containerfile/characters.hpp"
#include "containerfile/glob.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace containerfile {

/// Turns a pattern into tokens.
class GlobReader {
public:
    GlobReader(std::string_view pattern, Glob::Rules rules, char escape)
        : written_{pattern},
          pattern_{decode(pattern)},
          rules_{rules},
          escape_{static_cast<unsigned char>(escape)} {}

    std::vector<Glob::Token> read() {
        while (at_ < pattern_.size()) add();
        return std::move(tokens_);
    }

private:
    using Token = Glob::Token;

    bool is(char32_t c) const { return at_ < pattern_.size() && pattern_[at_] == c; }
    bool take(char32_t c) { return is(c) && ++at_ > 0; }
    bool takes_escape() { return take('\\') || take(escape_); }
    char32_t next() {
        if (at_ == pattern_.size())
            throw std::invalid_argument{fmt::format("the pattern \"{}\" breaks off", written_)};
        return pattern_[at_++];
    }
    void push(Token::Kind kind) {
        // A second star adds nothing.
        if (kind != Token::Kind::star || tokens_.empty() || tokens_.back().kind != kind)
            tokens_.push_back({kind, 0, false, {}});
    }
    void add();
    void add_star();
    void add_set();
    char32_t set_character();

    std::string_view written_;
    std::u32string pattern_;
    Glob::Rules rules_;
    char32_t escape_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

void GlobReader::add() {
    if (takes_escape()) return tokens_.push_back({Token::Kind::character, next(), false, {}});
    if (take('?')) return push(Token::Kind::any);
    if (take('*')) return add_star();
    if (rules_ != Glob::Rules::text && take('[')) return add_set();
    tokens_.push_back({Token::Kind::character, next(), false, {}});
}

void GlobReader::add_star() {
    if (rules_ != Glob::Rules::tree || !take('*')) return push(Token::Kind::star);
    take('/');
    if (at_ == pattern_.size()) return push(Token::Kind::all);
    push(Token::Kind::deep);
    push(Token::Kind::inside);
}

char32_t GlobReader::set_character() {
    const bool is_escaped = takes_escape();
    const auto c = next();
    if (!is_escaped && (c == '-' || c == ']'))
        throw std::invalid_argument{
            fmt::format("the pattern \"{}\" has a set without a character "
                        "where there must be one: write \\{}",
                        written_, static_cast<char>(c))};
    return c;
}

void GlobReader::add_set() {
    Token set{Token::Kind::set, 0, take('^'), {}};
    do {
        const auto first = set_character();
        set.ranges.push_back({first, take('-') ? set_character() : first});
    } while (!take(']'));
    tokens_.push_back(std::move(set));
}

Glob::Glob(std::string_view pattern, Rules rules, char escape)
    : crosses_slashes_{rules == Rules::text}, tokens_{GlobReader{pattern, rules, escape}.read()} {}

}  // namespace containerfile
