// SPDX-License-Identifier: MIT
#include "cli/resource_options.hpp"

#include "cli/usage_error.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <string_view>

namespace cli {
namespace {

/// All of `text` as a number, or nothing.
template <typename Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// A whole number between two others, or else an error that says so.
template <typename Number>
Number parse_between(const std::string& option, const std::string& text, Number least,
                     Number most) {
    const auto value = number<Number>(text);
    if (!value || *value < least || *value > most)
        throw UsageError{
            fmt::format("{} {}: write a whole number from {} to {}", option, text, least, most)};
    return *value;
}

/// What a unit multiplies by; 0 if it is none.
double factor(std::string unit) {
    std::transform(unit.begin(), unit.end(), unit.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (unit.size() > 1 && unit.ends_with("ib")) unit.resize(unit.size() - 2);
    if (unit.size() > 1 && unit.ends_with("b")) unit.resize(unit.size() - 1);
    if (unit.empty() || unit == "b") return 1;
    const auto power = std::string_view{"kmgt"}.find(unit);
    return power == std::string::npos ? 0 : std::pow(1024, power + 1);
}

/// The numbers of "0-2,4"; nothing if it is not such a list.
std::optional<std::set<unsigned>> numbers(const std::string& list) {
    std::set<unsigned> all;
    for (std::size_t begin = 0, end = 0; end != std::string::npos; begin = end + 1) {
        end = list.find(',', begin);
        const auto part = list.substr(begin, end - begin);
        const auto dash = part.find('-');
        const auto first = number<unsigned>(part.substr(0, dash));
        const auto last =
            dash == std::string::npos ? first : number<unsigned>(part.substr(dash + 1));
        if (!first || !last || *first > *last || *last > 65535) return std::nullopt;
        for (unsigned i = *first; i <= *last; ++i) all.insert(i);
    }
    return all;
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

std::size_t cpus_online() {
    const auto online = numbers(first_line(sys::read_file("/sys/devices/system/cpu/online")));
    return online ? online->size() : 1;
}

}  // namespace

std::int64_t parse_size(const std::string& option, const std::string& text) {
    const auto end = std::min(text.find_first_not_of("0123456789."), text.size());
    const auto count = number<double>(text.substr(0, end));
    const double bytes = count.value_or(0) * factor(text.substr(end));
    if (!(bytes >= 1) || bytes > 1e18)
        throw UsageError{
            fmt::format("{} {}: write a number of bytes, or of k, m, g or t, as in {} 64m", option,
                        text, option)};
    return static_cast<std::int64_t>(bytes);
}

std::int64_t parse_size_or_any(const std::string& option, const std::string& text) {
    return text == "-1" ? -1 : parse_size(option, text);
}

std::int64_t parse_cpus(const std::string& text, std::int64_t period) {
    constexpr double least = 0.01;  // the kernel takes no quota below 1 ms
    const auto count = number<double>(text);
    const auto online = cpus_online();
    if (!count || !(*count >= least) || *count > static_cast<double>(online))
        throw UsageError{
            fmt::format("--cpus {}: write a number from {} to {}: so many CPUs has this machine",
                        text, least, online)};
    return std::llround(*count * static_cast<double>(period));
}

std::uint64_t parse_shares(const std::string& text) {
    return parse_between<std::uint64_t>("--cpu-shares", text, 2, 262144);
}

std::string parse_list(const std::string& option, const std::string& text,
                       const std::string& online) {
    const auto available = first_line(sys::read_file(online));
    const auto wanted = numbers(text);
    const auto there = numbers(available);
    if (!wanted)
        throw UsageError{fmt::format("{} {}: write a list of numbers, as in 0-2,4", option, text)};
    if (there && !std::includes(there->begin(), there->end(), wanted->begin(), wanted->end()))
        throw UsageError{fmt::format("{} {}: this machine has only {}", option, text, available)};
    return text;
}

std::int64_t parse_pids(const std::string& text) {
    const auto limit = parse_between<std::int64_t>("--pids-limit", text, -1, 4'194'304);
    return limit == 0 ? -1 : limit;
}

int parse_oom_score(const std::string& text) {
    return parse_between<int>("--oom-score-adj", text, -1000, 1000);
}

std::pair<std::string, std::string> parse_setting(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        throw UsageError{fmt::format(
            "--cgroup-conf {}: write FILE=VALUE, as in --cgroup-conf memory.high=60000000", text)};
    return {text.substr(0, equals), text.substr(equals + 1)};
}

void check_resources(const container::Resources& resources) {
    if (!resources.memory_swap) return;
    if (!resources.memory)
        throw UsageError{"--memory-swap: is memory and swap together: set --memory too"};
    if (*resources.memory_swap >= 0 && *resources.memory_swap < *resources.memory)
        throw UsageError{
            "--memory-swap: is memory and swap together, and cannot be less than --memory"};
}

}  // namespace cli
