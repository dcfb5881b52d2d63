// SPDX-License-Identifier: MIT
#include "containerfile/expand.hpp"
#include "containerfile/blanks.hpp"
#include "containerfile/expander.hpp"

#include <utility>

namespace containerfile {
namespace {

constexpr std::size_t longest = 1 << 20;  // more than execve takes in one string

}  // namespace

Expander::Text Expander::until(char stop, Escapes escapes) {
    const bool has_quotes = word_.kind == Word::Kind::shell;
    Text result;
    while (!at_end() && (stop == '\0' || !is(stop))) {
        if (is('$'))
            result.add(dollar(), false);
        else if (has_quotes && is('\''))
            single_quoted(result);
        else if (has_quotes && is('"'))
            double_quoted(result);
        else if (take(escape_))
            escaped(result, escapes);
        else
            result.add(text_.substr(at_++, 1), false);
        if (result.characters.size() > longest) fail("a value of more than 1 MiB");
    }
    if (stop == '/' && !is(stop)) fail("a ${X/ without its second /: write ${X/PATTERN/INSTEAD}");
    if (stop != '\0' && !take(stop)) fail("a ${ without its }");
    return result;
}

void Expander::escaped(Text& result, Escapes escapes) {
    if (escapes == Escapes::kept) result.add({&escape_, 1}, true);
    if (!at_end()) result.add(text_.substr(at_++, 1), true);
}

void Expander::single_quoted(Text& result) {
    const auto end = text_.find('\'', at_ + 1);
    if (end == std::string_view::npos)
        fail("the quote ' is never closed: put \\ before one that quotes nothing");
    result.add(text_.substr(at_ + 1, end - at_ - 1), true);
    at_ = end + 1;
}

void Expander::double_quoted(Text& result) {
    take('"');
    while (!take('"')) {
        if (at_end()) fail("the quote \" is never closed: put \\ before one that quotes nothing");
        if (is('$')) {
            result.add(dollar(), true);
            continue;
        }
        // Before any other character, the escape is a character itself.
        if (take(escape_) && !is('"') && !is('$') && !is(escape_)) {
            result.add({&escape_, 1}, true);
            continue;
        }
        if (!at_end()) result.add(text_.substr(at_++, 1), true);
    }
}

std::string expand(const Word& word, char escape, const Lookup& lookup) {
    if (word.kind == Word::Kind::literal) return word.text;
    return Expander{word, escape, lookup}.all().characters;
}

std::vector<std::string> expand_to_words(const Word& word, char escape, const Lookup& lookup) {
    if (word.kind == Word::Kind::literal) return {word.text};
    const auto [characters, is_quoted] = Expander{word, escape, lookup}.all();
    std::vector<std::string> words;
    std::string current;
    for (std::size_t i = 0; i <= characters.size(); ++i) {
        const bool ends = i == characters.size() || (is_blank(characters[i]) && !is_quoted[i]);
        if (!ends) current += characters[i];
        if (ends && !current.empty()) words.push_back(std::exchange(current, {}));
    }
    return words;
}

}  // namespace containerfile
