// SPDX-License-Identifier: MIT
#include "containerfile/flags.hpp"
#include "containerfile/blanks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace containerfile {

void Statement::read_flags() {
    while (text().substr(begin_, 2) == "--") {
        Flag flag{{}, {}, begin_};
        std::string written;
        char quote = 0;
        for (; begin_ < text().size() && (quote != 0 || !is_blank(text()[begin_])); ++begin_) {
            const char c = text()[begin_];
            if (c == escape_ && quote != '\'' && begin_ + 1 < text().size())
                written += text()[++begin_];
            else if (quote == 0 && (c == '"' || c == '\''))
                quote = c;
            else if (quote != 0 && c == quote)
                quote = 0;
            else
                written += c;
        }
        if (quote != 0) fail(flag.offset, fmt::format("the quote {} is never closed", quote));
        begin_ = skip_blanks(text(), begin_);
        if (written == "--") return;  // what follows is no flag, whatever it looks like
        const auto equals = written.find('=');
        flag.name = written.substr(2, equals == std::string_view::npos ? equals : equals - 2);
        if (equals != std::string_view::npos) flag.value = written.substr(equals + 1);
        flags_.push_back(std::move(flag));
    }
}

Flags::Flags(const Statement& statement, const std::vector<Known>& known) : statement_{statement} {
    std::vector<std::string> names, seen;
    for (const auto& one : known) names.push_back("--" + one.name);
    for (const auto& flag : statement.flags()) {
        const auto found = std::find_if(known.begin(), known.end(),
                                        [&](const Known& one) { return one.name == flag.name; });
        const auto refuse = [&](const std::string& reason) { statement.fail(flag.offset, reason); };
        if (names.empty())
            refuse(fmt::format("{} has no flags: write -- before an argument that looks like one",
                               statement.name()));
        if (found == known.end())
            refuse(fmt::format("{} has no flag --{}{}", statement.name(), flag.name,
                               suggestion("--" + flag.name, names)));
        if (found->takes != Takes::truth && flag.value.value_or("").empty())
            refuse(fmt::format("--{0} lacks its value: --{0}=VALUE", flag.name));
        if (found->takes != Takes::values &&
            std::find(seen.begin(), seen.end(), flag.name) != seen.end())
            refuse(fmt::format("--{} a second time: leave one of them out", flag.name));
        seen.push_back(flag.name);
    }
}

const Flag* Flags::find(const std::string& name) const {
    for (const auto& flag : statement_.flags())
        if (flag.name == name) return &flag;
    return nullptr;
}

Word Flags::word(const std::string& name, Word::Kind kind) const {
    const auto* flag = find(name);
    return flag == nullptr ? Word{{}, kind, {}}
                           : statement_.word({*flag->value, flag->offset}, kind);
}

std::vector<Word> Flags::words(const std::string& name) const {
    std::vector<Word> result;
    for (const auto& flag : statement_.flags())
        if (flag.name == name) result.push_back(statement_.word({*flag.value, flag.offset}));
    return result;
}

std::optional<bool> Flags::truth(const std::string& name) const {
    const auto* flag = find(name);
    if (flag == nullptr) return std::nullopt;
    const auto value = lower(flag->value.value_or("true"));
    if (value != "true" && value != "false")
        statement_.fail(flag->offset, fmt::format("--{} is true or false", name));
    return value == "true";
}

std::size_t Flags::choice(const std::string& name, const std::vector<std::string>& names) const {
    const auto* flag = find(name);
    if (flag == nullptr) return 0;
    const auto found = std::find(names.begin(), names.end(), *flag->value);
    if (found == names.end())
        statement_.fail(flag->offset, fmt::format("there is no {} {}{}", name, *flag->value,
                                                  suggestion(*flag->value, names)));
    return static_cast<std::size_t>(found - names.begin());
}

}  // namespace containerfile
