// SPDX-License-Identifier: MIT
#include "containerfile/blanks.hpp"
#include "containerfile/flags.hpp"

#include <array>
#include <cmath>
#include <utility>

namespace containerfile {
namespace {

using Unit = std::pair<std::string_view, double>;
// Longer names first: "ms" begins with "m".
constexpr std::array<Unit, 8> units{{{"ns", 1},
                                     {"us", 1e3},
                                     {"\u00B5s", 1e3},
                                     {"\u03BCs", 1e3},
                                     {"ms", 1e6},
                                     {"s", 1e9},
                                     {"m", 60e9},
                                     {"h", 3600e9}}};
constexpr double longest = 9e18;  // what 64 bits of nanoseconds hold: 292 years

/// Reads digits with at most one point between or around them.
bool read_number(std::string_view& text, double& number) {
    double weight = 1;
    bool has_digits = false, has_point = false;
    for (number = 0; !text.empty(); text.remove_prefix(1)) {
        if (text[0] == '.' && !has_point) {
            has_point = true;
        } else if (is_digit(text[0])) {
            has_digits = true;
            number = number * 10 + (text[0] - '0');
            if (has_point) weight *= 10;
        } else {
            break;
        }
    }
    number /= weight;
    return has_digits && number < longest;
}

}  // namespace

std::optional<std::chrono::nanoseconds> parse_duration(std::string_view text) {
    if (text == "0") return std::chrono::nanoseconds{0};
    double total = 0;
    if (text.empty()) return std::nullopt;
    while (!text.empty()) {
        double number = 0, unit = 0;
        if (!read_number(text, number)) return std::nullopt;
        for (const auto& [name, length] : units) {
            if (!text.starts_with(name)) continue;
            text.remove_prefix(name.size());
            unit = length;
            break;
        }
        total += number * unit;
        if (unit == 0 || total > longest) return std::nullopt;
    }
    return std::chrono::nanoseconds{std::llround(total)};
}

}  // namespace containerfile
