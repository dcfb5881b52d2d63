// SPDX-License-Identifier: MIT
#include "cli/ulimit_option.hpp"

#include "cli/usage_error.hpp"
#include "containerfile/error.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace cli {
namespace {

constexpr std::array<std::pair<const char*, int>, 16> known_limits = {{
    {"as", RLIMIT_AS},
    {"core", RLIMIT_CORE},
    {"cpu", RLIMIT_CPU},
    {"data", RLIMIT_DATA},
    {"fsize", RLIMIT_FSIZE},
    {"locks", RLIMIT_LOCKS},
    {"memlock", RLIMIT_MEMLOCK},
    {"msgqueue", RLIMIT_MSGQUEUE},
    {"nice", RLIMIT_NICE},
    {"nofile", RLIMIT_NOFILE},
    {"nproc", RLIMIT_NPROC},
    {"rss", RLIMIT_RSS},
    {"rtprio", RLIMIT_RTPRIO},
    {"rttime", RLIMIT_RTTIME},
    {"sigpending", RLIMIT_SIGPENDING},
    {"stack", RLIMIT_STACK},
}};

int type_of(const std::string& text, const std::string& name) {
    std::vector<std::string> names;
    for (const auto& [known, type] : known_limits) {
        if (name == known) return type;
        names.emplace_back(known);
    }
    throw UsageError{fmt::format("--ulimit {}: '{}' is no limit{}", text, name,
                                 containerfile::suggestion(name, names))};
}

rlim_t amount(const std::string& text, const std::string& part) {
    if (part == "-1" || part == "unlimited") return RLIM_INFINITY;
    rlim_t value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc{} || end != part.data() + part.size())
        throw UsageError{fmt::format(
            "--ulimit {}: '{}' is no number; write NAME=SOFT[:HARD], as in nofile=1024:4096, and "
            "-1 for no limit",
            text, part)};
    return value;
}

}  // namespace

container::Rlimit parse_ulimit(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == text.npos)
        throw UsageError{
            fmt::format("--ulimit {}: write NAME=SOFT[:HARD], as in nofile=1024:4096", text)};
    const auto values = text.substr(equals + 1);
    const auto colon = values.find(':');
    container::Rlimit limit;
    limit.type = type_of(text, text.substr(0, equals));
    limit.soft = limit.hard = amount(text, values.substr(0, colon));
    if (colon != values.npos) limit.hard = amount(text, values.substr(colon + 1));
    if (limit.soft > limit.hard)
        throw UsageError{fmt::format("--ulimit {}: the soft limit is above the hard one", text)};
    return limit;
}

}  // namespace cli
