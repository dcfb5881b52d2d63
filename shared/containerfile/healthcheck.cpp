// SPDX-License-Identifier: MIT
#include "containerfile/blanks.hpp"
#include "containerfile/flags.hpp"
#include "containerfile/instructions.hpp"

#include <fmt/format.h>

#include <charconv>

namespace containerfile {
namespace {

using std::chrono::nanoseconds;

std::optional<nanoseconds> time(const Statement& statement, const Flags& flags, const char* name) {
    const auto* flag = flags.find(name);
    if (flag == nullptr) return std::nullopt;
    const auto result = parse_duration(*flag->value);
    if (!result)
        statement.fail(flag->offset,
                       fmt::format("--{} is a time: write 30s, 500ms, 1m30s or 1h", name));
    if (*result > nanoseconds{0} && *result < std::chrono::milliseconds{1})
        statement.fail(flag->offset, fmt::format("--{} is 1ms at least, or 0", name));
    return result;
}

std::optional<int> retries(const Statement& statement, const Flags& flags) {
    const auto* flag = flags.find("retries");
    if (flag == nullptr) return std::nullopt;
    int number = -1;
    const auto& text = *flag->value;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0)
        statement.fail(flag->offset, "--retries is a number: write --retries=3");
    return number;
}

}  // namespace

Healthcheck parse_healthcheck(const Statement& statement) {
    constexpr auto usage = "write HEALTHCHECK CMD COMMAND or HEALTHCHECK NONE";
    const Flags flags{
        statement, {{"interval"}, {"timeout"}, {"start-period"}, {"start-interval"}, {"retries"}}};
    const auto rest = statement.trigger();  // CMD COMMAND reads as an instruction within one
    if (rest.name() != "CMD" && rest.name() != "NONE") statement.fail(statement.begin(), usage);
    Healthcheck check;
    check.none = rest.name() == "NONE";
    if (check.none && !(rest.arguments().empty() && statement.flags().empty()))
        statement.fail(statement.begin(), "HEALTHCHECK NONE takes neither flags nor arguments");
    if (check.none) return check;
    check.command = parse_cmd(rest).command;
    if (check.command.words.empty()) rest.fail(rest.begin(), usage);
    check.interval = time(statement, flags, "interval");
    check.timeout = time(statement, flags, "timeout");
    check.start_period = time(statement, flags, "start-period");
    check.start_interval = time(statement, flags, "start-interval");
    check.retries = retries(statement, flags);
    return check;
}

}  // namespace containerfile
