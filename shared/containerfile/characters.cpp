// SPDX-License-Identifier: MIT
#include "containerfile/characters.hpp"

namespace containerfile {
namespace {

constexpr char32_t beyond = 0x110000;  // what a wrong byte is added to

/// How many bytes a character has whose first byte is `first`; 1 also for one that begins none.
std::size_t length(unsigned char first) {
    if (first >= 0xF0 && first < 0xF5) return 4;
    if (first >= 0xE0 && first < 0xF0) return 3;
    if (first >= 0xC2 && first < 0xE0) return 2;
    return 1;
}

/// The character that text[at..at + size) is; `beyond` or more if it is none.
char32_t character(std::string_view text, std::size_t at, std::size_t size) {
    constexpr char32_t least[]{0, 0, 0x80, 0x800, 0x10000};
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    if (size == 1) return byte(0) < 0x80 ? byte(0) : beyond + byte(0);
    if (at + size > text.size()) return beyond;
    char32_t result = byte(0) & (0xFF >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return beyond;
        result = result << 6 | (byte(i) & 0x3F);
    }
    return result < least[size] ? beyond : result;
}

}  // namespace

std::u32string decode(std::string_view text) {
    std::u32string result;
    for (std::size_t at = 0; at < text.size();) {
        auto size = length(static_cast<unsigned char>(text[at]));
        auto c = character(text, at, size);
        if (c >= beyond && size > 1) c = beyond + static_cast<unsigned char>(text[at]), size = 1;
        result += c;
        at += size;
    }
    return result;
}

std::string encode(std::u32string_view characters) {
    std::string result;
    const auto byte = [&](char32_t value) { result += static_cast<char>(value); };
    for (const auto c : characters) {
        if (c < 0x80) byte(c);
        if (c >= 0x80 && c < 0x800) byte(0xC0 | c >> 6);
        if (c >= 0x800 && c < 0x10000) byte(0xE0 | c >> 12);
        if (c >= 0x10000 && c < beyond) byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F));
        if (c >= 0x800 && c < beyond) byte(0x80 | (c >> 6 & 0x3F));
        if (c >= 0x80 && c < beyond) byte(0x80 | (c & 0x3F));
        if (c >= beyond) byte(c - beyond);
    }
    return result;
}

}  // namespace containerfile
