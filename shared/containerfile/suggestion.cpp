// SPDX-License-Identifier: MIT
#include "containerfile/error.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace containerfile {
namespace {

char lower(char letter) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
}

/// How many letters must be inserted, left out, changed or swapped with their neighbour
/// (Damerau and Levenshtein's distance), whatever their case.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    std::iota(above.begin(), above.end(), 0);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({row[j - 1] + 1, above[j] + 1, above[j - 1] + (same ? 0 : 1)});
            const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                                 lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(above);
        above.swap(row);
    }
    return above[b.size()];
}

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? " and " : ", ";
        text += words[i];
    }
    return text;
}

}  // namespace

std::string likely(std::string_view word, const std::vector<std::string>& candidates) {
    constexpr std::size_t longest = 40;  // nobody misspells more than that
    std::size_t nearest = word.size() <= longest ? std::min<std::size_t>(3, word.size()) : 0;
    std::string found;
    for (const auto& candidate : candidates) {
        if (nearest == 0) break;
        const auto apart = distance(word, candidate);
        if (apart >= nearest || apart * 2 > candidate.size()) continue;
        nearest = apart;
        found = candidate;
    }
    return found.empty() ? "" : ": did you mean " + found + "?";
}

std::string suggestion(std::string_view word, const std::vector<std::string>& candidates) {
    auto one = likely(word, candidates);
    if (!one.empty()) return one;
    return (candidates.size() == 1 ? ": there is " : ": there are ") + listed(candidates);
}

}  // namespace containerfile
