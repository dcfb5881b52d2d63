// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace containerfile {

/// A word as it stands in a logical line.
struct RawWord {
    std::string text;
    std::size_t offset = 0;
};

/// Cuts text[begin..] at blanks.
std::vector<RawWord> split_at_blanks(std::string_view text, std::size_t begin);

/// Cuts text[begin..] at blanks that are neither quoted nor escaped. Quotes and escapes are kept:
/// expand() is what takes them off. A quote that nothing closes lasts to the end.
std::vector<RawWord> split_quoted(std::string_view text, std::size_t begin, char escape);

/// Text[begin..] as a JSON array of strings (RFC 8259).
struct JsonArray {
    bool is_valid = false;  ///< Whether it is an array at all.
    bool has_only_strings = true;
    std::vector<RawWord> words;
};
JsonArray read_json(std::string_view text, std::size_t begin);

}  // namespace containerfile
