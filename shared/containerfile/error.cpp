// SPDX-License-Identifier: MIT
#include "containerfile/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace containerfile {
namespace {

constexpr std::size_t widest = 120;  // of an excerpt: about a terminal

/// Whether a byte begins a character, in UTF-8.
bool begins_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

bool is_control(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return (value < 0x20 && byte != '\t') || value == 0x7F;
}

}  // namespace

std::string excerpt(std::string_view line, std::size_t column) {
    std::size_t caret = std::min(column - 1, line.size());
    std::size_t begin = caret > widest / 2 && line.size() > widest ? caret - widest / 2 : 0;
    while (begin > 0 && !begins_character(line[begin])) --begin;
    line.remove_prefix(begin);
    caret -= begin;
    std::size_t end = std::min(line.size(), widest);
    while (end < line.size() && !begins_character(line[end])) ++end;

    std::string text = begin > 0 ? "..." : "", below(text.size(), ' ');
    text += line.substr(0, end);
    std::replace_if(text.begin(), text.end(), is_control, '?');
    if (end < line.size()) text += "...";
    for (const char byte : line.substr(0, caret))
        if (begins_character(byte)) below += byte == '\t' ? '\t' : ' ';
    return text + "\n" + below + "^";
}

ParseError::ParseError(const Source& source, Position at, const std::string& message)
    : std::runtime_error{fmt::format("{}:{}: {}\n{}", source.name(), at.line, message,
                                     excerpt(source.line(at.line), at.column))},
      at_{at} {}

}  // namespace containerfile
