// SPDX-License-Identifier: MIT
#include "runtime/statistics/counts.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"

#include <charconv>
#include <sstream>

namespace runtime::counts {

std::string text_of(const Path& file) try {
    return sys::read_file(file);
} catch (const sys::SysError&) {  // no such controller, or the group is gone by now
    return "";
}

std::uint64_t number(const Path& file, std::uint64_t otherwise) {
    const auto text = text_of(file);
    std::uint64_t value = otherwise;
    if (text.starts_with("max")) return unlimited;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::vector<std::uint64_t> numbers(const Path& file) {
    std::istringstream words{text_of(file)};
    std::vector<std::uint64_t> all;
    for (std::uint64_t value = 0; words >> value;) all.push_back(value);
    return all;
}

Pairs pairs(const Path& file) {
    std::istringstream lines{text_of(file)};
    Pairs all;
    std::string name;
    for (std::uint64_t value = 0; lines >> name >> value;) all.emplace_back(name, value);
    return all;
}

std::uint64_t value_of(const Pairs& pairs, std::string_view name) {
    for (const auto& [key, value] : pairs)
        if (key == name) return value;
    return 0;
}

std::vector<unsigned> list(const Path& file) {
    std::istringstream ranges{text_of(file)};
    std::vector<unsigned> all;
    for (std::string range; std::getline(ranges, range, ',');) {
        unsigned first = 0;
        const auto* const end = range.data() + range.size();
        const auto [dash, error] = std::from_chars(range.data(), end, first);
        if (error != std::errc{}) continue;
        unsigned last = first;
        if (dash != end && *dash == '-') std::from_chars(dash + 1, end, last);
        for (unsigned i = first; i <= last; ++i) all.push_back(i);
    }
    return all;
}

}  // namespace runtime::counts
