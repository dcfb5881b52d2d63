// SPDX-License-Identifier: MIT
#pragma once

#include <cctype>
#include <string>
#include <string_view>

/// Characters, whatever the locale is.
namespace containerfile {

inline bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

inline bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The first offset from `at` on that holds no blank.
inline std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && is_blank(text[at])) ++at;
    return at;
}

inline std::size_t skip_word(std::string_view text, std::size_t at) {
    while (at < text.size() && !is_blank(text[at])) ++at;
    return at;
}

inline std::string_view without_blanks(std::string_view text) {
    text.remove_prefix(skip_blanks(text, 0));
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

inline std::string lower(std::string_view text) {
    std::string result{text};
    for (char& c : result)
        if (is_letter(c)) c |= 0x20;
    return result;
}

inline std::string upper(std::string_view text) {
    std::string result{text};
    for (char& c : result)
        if (is_letter(c)) c &= ~0x20;
    return result;
}

}  // namespace containerfile
