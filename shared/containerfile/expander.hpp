// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/expand.hpp"

namespace containerfile {

/// Goes through one word, once.
class Expander {
public:
    /// What a part of the word has become, and which characters of it were quoted.
    struct Text {
        std::string characters;
        std::string is_quoted;  ///< One byte for each character.
        void add(std::string_view text, bool quoted) {
            characters += text;
            is_quoted.append(text.size(), quoted ? '\1' : '\0');
        }
    };

    Expander(const Word& word, char escape, const Lookup& lookup)
        : word_{word},
          text_{word.text},
          lookup_{lookup},
          // A here-document is written for a shell, whatever the file's escape is.
          escape_{word.kind == Word::Kind::document ? '\\' : escape} {}

    Text all() { return until('\0', Escapes::removed); }

private:
    /// A pattern has escapes of its own: they are left to it.
    enum class Escapes { removed, kept };

    [[noreturn]] void fail(const std::string& message) const {
        throw ExpansionError{word_.at, message};
    }
    bool at_end() const { return at_ == text_.size(); }
    bool is(char c) const { return !at_end() && text_[at_] == c; }
    bool take(char c) { return is(c) && ++at_ > 0; }

    /// Reads up to `stop`, or to the end if that is NUL, which no text has in it.
    Text until(char stop, Escapes escapes);
    void escaped(Text& result, Escapes escapes);
    void single_quoted(Text& result);
    void double_quoted(Text& result);

    std::string dollar();  // expand_variable.cpp, as are the rest
    std::string_view name();
    std::string braces();
    std::string substitute(std::string_view name, char operation, bool empty_is_unset);
    std::string trim(const std::string& value, char operation);
    std::string replace(const std::string& value);
    std::string inner(char stop, Escapes escapes);

    const Word& word_;
    std::string_view text_;
    const Lookup& lookup_;
    char escape_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace containerfile
