// SPDX-License-Identifier: MIT
#include "containerfile/blanks.hpp"
#include "containerfile/flags.hpp"
#include "containerfile/instructions.hpp"

#include <fmt/format.h>

/// ARG, ENV and LABEL.
namespace containerfile {
namespace {

Assignment assignment(const Statement& statement, const RawWord& raw) {
    const auto equals = raw.text.find('=');
    if (equals == 0 || raw.text.empty())
        statement.fail(raw.offset,
                       fmt::format("{} without a name: write NAME=VALUE", statement.name()));
    Assignment result{statement.word({raw.text.substr(0, equals), raw.offset}), std::nullopt};
    if (equals != std::string_view::npos)
        result.value = statement.word({raw.text.substr(equals + 1), raw.offset + equals + 1});
    return result;
}

/// ENV NAME VALUE, the form of old: the value is the rest of the line, blanks and all.
std::vector<Assignment> old_form(const Statement& statement) {
    const auto all = statement.arguments();
    const auto end = skip_word(all, 0);
    const auto value = without_blanks(all.substr(end));
    if (value.empty())
        statement.fail(statement.begin(), fmt::format("{} without a value: write {}=VALUE",
                                                      statement.name(), all.substr(0, end)));
    statement.warn(
        fmt::format("{0} NAME VALUE is an old form: write {0} NAME=VALUE", statement.name()));
    const auto begin = statement.begin();
    return {{statement.word({std::string{all.substr(0, end)}, begin}),
             statement.word({std::string{value}, begin + skip_blanks(all, end)})}};
}

std::vector<Assignment> assignments(const Statement& statement) {
    const Flags none{statement, {}};
    const auto words = statement.split_quoted();
    if (words.empty())
        statement.fail(
            fmt::format("{0} without arguments: write {0} NAME=VALUE", statement.name()));
    if (words.front().text.find('=') == std::string::npos) return old_form(statement);
    std::vector<Assignment> result;
    for (const auto& raw : words) {
        if (raw.text.find('=') == std::string::npos)
            statement.fail(raw.offset,
                           "there is no = in this word: write NAME=VALUE, and quote a "
                           "value that has blanks");
        result.push_back(assignment(statement, raw));
    }
    return result;
}

}  // namespace

Arg parse_arg(const Statement& statement) {
    const Flags none{statement, {}};
    Arg arg;
    for (const auto& raw : statement.split_quoted())
        arg.arguments.push_back(assignment(statement, raw));
    if (arg.arguments.empty())
        statement.fail("ARG without arguments: write ARG NAME or ARG NAME=DEFAULT");
    return arg;
}

Env parse_env(const Statement& statement) {
    return {assignments(statement)};
}

Label parse_label(const Statement& statement) {
    return {assignments(statement)};
}

}  // namespace containerfile
