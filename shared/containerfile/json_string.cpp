// SPDX-License-Identifier: MIT
#include "containerfile/json_string.hpp"
#include "containerfile/blanks.hpp"
#include "containerfile/characters.hpp"

namespace containerfile {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_high_half(unsigned unit) {
    return unit >= 0xD800 && unit < 0xDC00;
}

bool is_low_half(unsigned unit) {
    return unit >= 0xDC00 && unit < 0xE000;
}

/// Reads the four digits of \uXXXX: one unit of UTF-16.
bool read_unit(std::string_view text, std::size_t& at, unsigned& unit) {
    constexpr std::string_view digits = "0123456789abcdef";
    unit = 0;
    for (int i = 0; i < 4; ++i, ++at) {
        const auto digit = digits.find(at < text.size() ? lower(text.substr(at, 1)) : "?");
        if (digit == std::string_view::npos) return false;
        unit = unit << 4 | static_cast<unsigned>(digit);
    }
    return true;
}

/// Reads what follows \u; two of them if they are the halves of one character.
bool read_character(std::string_view text, std::size_t& at, std::string& result) {
    unsigned unit = 0, low = 0;
    if (!read_unit(text, at, unit)) return false;
    if (is_high_half(unit)) {
        auto after = at + 2;
        if (text.substr(at, 2) == "\\u" && read_unit(text, after, low) && is_low_half(low)) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            at = after;
        }
    }
    const char32_t character = is_high_half(unit) || is_low_half(unit) ? replacement : unit;
    result += encode({&character, 1});
    return true;
}

bool read_escape(std::string_view text, std::size_t& at, std::string& result) {
    constexpr std::string_view letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
    if (at == text.size()) return false;
    const char letter = text[at++];
    if (letter == 'u') return read_character(text, at, result);
    const auto found = letters.find(letter);
    if (found == std::string_view::npos) return false;
    result += meanings[found];
    return true;
}

}  // namespace

bool read_json_string(std::string_view text, std::size_t& at, std::string& result) {
    if (at >= text.size() || text[at++] != '"') return false;
    while (at < text.size()) {
        const char c = text[at++];
        if (c == '"') return true;
        if (static_cast<unsigned char>(c) < 0x20) return false;
        if (c != '\\')
            result += c;
        else if (!read_escape(text, at, result))
            return false;
    }
    return false;
}

}  // namespace containerfile
