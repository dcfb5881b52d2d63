// SPDX-License-Identifier: MIT
#pragma once

#include "oci/reader.hpp"

#include <array>
#include <cstddef>

namespace oci {

/// A word of config.json, and what it means.
template <typename Value>
struct Word {
    std::string_view name;
    Value value;
};

/// What the word at `from` means. Throws if it is in none of the table's rows.
template <typename Value, std::size_t size>
Value choose(const Reader& from, const std::array<Word<Value>, size>& words) {
    const auto name = from.text();
    std::string known;
    for (const auto& word : words) {
        if (word.name == name) return word.value;
        known.append(known.empty() ? "" : ", ").append(word.name);
    }
    from.fail("is " + from.shown() + ", and can be " + known);
}

}  // namespace oci
