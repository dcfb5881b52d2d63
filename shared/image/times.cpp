// SPDX-License-Identifier: MIT
#include "image/times.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

namespace image {

std::optional<std::time_t> source_date_epoch() {
    const char* text = std::getenv("SOURCE_DATE_EPOCH");
    if (!text || !*text) return std::nullopt;
    const std::string_view digits{text};
    std::time_t time = 0;
    const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), time).ptr;
    if (end == digits.data() + digits.size() && time >= 0) return time;
    throw std::runtime_error{
        fmt::format("SOURCE_DATE_EPOCH={}: not a number of seconds since 1970", digits)};
}

std::time_t now() {
    return source_date_epoch().value_or(std::time(nullptr));
}

std::string rfc3339(std::time_t time) {
    std::tm parts{};
    ::gmtime_r(&time, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

}  // namespace image
