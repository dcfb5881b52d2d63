// SPDX-License-Identifier: MIT
#include "runtime/size.hpp"

#include <array>
#include <charconv>
#include <cstdlib>
#include <string>

namespace runtime {

std::optional<std::int64_t> parse_number(std::string_view text) {
    std::int64_t number = 0;
    const auto* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, number);
    if (text.empty() || error != std::errc{} || end != last) return std::nullopt;
    return number;
}

std::optional<std::int64_t> parse_size(std::string_view text) {
    constexpr std::string_view digits = "-0123456789", units = "kmgtp";
    const auto unit = text.find_first_not_of(digits);
    const auto number = parse_number(text.substr(0, unit));
    if (!number || unit == text.npos) return number;
    std::string suffix{text.substr(unit)};
    for (auto& c : suffix)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (suffix == "b") return number;
    const auto power = units.find(suffix[0]);
    const auto rest = std::string_view{suffix}.substr(1);
    if (power == units.npos || !(rest.empty() || rest == "b" || rest == "ib")) return std::nullopt;
    std::int64_t bytes = 0;
    const std::int64_t factor = std::int64_t{1024} << (10 * power);
    if (__builtin_mul_overflow(*number, factor, &bytes)) return std::nullopt;
    return bytes;
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
    struct Unit {
        std::string_view name;
        double milliseconds;
    };
    constexpr std::array<Unit, 4> units = {{{"ms", 1}, {"s", 1e3}, {"m", 60e3}, {"h", 3600e3}}};
    double sum = 0;
    do {
        const auto size = text.find_first_not_of("0123456789.");
        if (size == 0 || size == text.npos) return std::nullopt;
        const double number = std::strtod(std::string{text.substr(0, size)}.c_str(), nullptr);
        text.remove_prefix(size);
        const Unit* found = nullptr;
        for (const auto& unit : units)
            if (!found && text.starts_with(unit.name)) found = &unit;
        if (!found) return std::nullopt;
        text.remove_prefix(found->name.size());
        sum += number * found->milliseconds;
    } while (!text.empty());
    constexpr double a_day = 24 * 3600e3;
    if (sum > a_day) return std::nullopt;
    return std::chrono::milliseconds{static_cast<std::int64_t>(sum)};
}

}  // namespace runtime
