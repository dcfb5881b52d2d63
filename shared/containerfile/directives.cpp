// SPDX-License-Identifier: MIT
#include "containerfile/blanks.hpp"
#include "containerfile/lines.hpp"

#include <fmt/format.h>

#include <set>

namespace containerfile {
namespace {

struct Directive {
    std::string key;  ///< Empty if the line is none.
    std::string value;
    std::size_t column = 1;  ///< Of the value.
};

/// Reads `# KEY = VALUE`, with blanks wherever they do not matter.
Directive read_directive(std::string_view line) {
    auto at = skip_blanks(line, 0);
    if (at == line.size() || line[at] != '#') return {};
    at = skip_blanks(line, at + 1);
    auto end = at;
    while (end < line.size() && (is_letter(line[end]) || (end > at && is_digit(line[end])))) ++end;
    auto equals = skip_blanks(line, end);
    if (end == at || equals == line.size() || line[equals] != '=') return {};
    const auto value = skip_blanks(line, equals + 1);
    if (value == line.size()) return {};
    return {lower(line.substr(at, end - at)), std::string{without_blanks(line.substr(value))},
            value + 1};
}

}  // namespace

Directives read_directives(const Source& source) {
    Directives directives;
    std::set<std::string> seen;
    for (std::size_t number = 1; number <= source.lines(); ++number) {
        const auto [key, value, column] = read_directive(source.line(number));
        if (key != "syntax" && key != "escape" && key != "check") break;
        if (!seen.insert(key).second)
            throw ParseError{source,
                             {number, 1},
                             fmt::format("a second directive {}: leave one of them out", key)};
        if (key == "syntax") directives.syntax = value;
        if (key == "check") directives.check = value;
        if (key != "escape") continue;
        if (value != "\\" && value != "`")
            throw ParseError{source, {number, column}, "the escape character is \\ or `"};
        directives.escape = value[0];
    }
    return directives;
}

}  // namespace containerfile
