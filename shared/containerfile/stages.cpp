// SPDX-License-Identifier: MIT
#include "containerfile/blanks.hpp"
#include "containerfile/flags.hpp"
#include "containerfile/instructions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

/// FROM, and the names of stages.
namespace containerfile {
namespace {

/// A letter, then letters, digits and - _ .
bool is_stage_name(std::string_view name) {
    return is_letter(name[0]) && std::all_of(name.begin(), name.end(), [](char c) {
               return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
           });
}

}  // namespace

Stage parse_from(const Statement& statement) {
    const Flags flags{statement, {{"platform"}}};
    const auto words = statement.split_at_blanks();
    if (words.empty()) statement.fail("FROM without an image: write FROM IMAGE or FROM scratch");
    if (words.size() != 1 && (words.size() != 3 || lower(words[1].text) != "as"))
        statement.fail(words[1].offset,
                       "what follows the image is a name: write FROM IMAGE AS NAME");
    Stage stage;
    stage.base = statement.word(words[0]);
    stage.platform = flags.word("platform");
    stage.lines = statement.lines();
    stage.text = statement.written();
    if (words.size() == 1) return stage;
    if (!is_stage_name(words[2].text))
        statement.fail(words[2].offset,
                       "a stage's name begins with a letter, and has letters, "
                       "digits, - _ and . in it");
    stage.name = lower(words[2].text);
    if (stage.name == "scratch" || stage.name == "context")
        statement.warn(
            fmt::format("a stage called {0}: the word means something else", stage.name));
    return stage;
}

std::optional<std::size_t> Containerfile::find_stage(std::string_view name,
                                                     std::size_t before) const {
    const auto wanted = lower(name);
    for (auto i = std::min(before, stages.size()); i-- > 0;)
        if (!wanted.empty() && stages[i].name == wanted) return i;
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error != std::errc{} || end != name.data() + name.size() || number >= before)
        return std::nullopt;
    return number;
}

}  // namespace containerfile
