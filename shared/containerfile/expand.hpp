// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/word.hpp"

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace containerfile {

/// The value of a variable; nothing if it is not set.
using Lookup = std::function<std::optional<std::string>(std::string_view name)>;

/// A word that cannot be expanded: ${X:?why} of an unset X, or a form that there is none of.
/// Instruction::error() makes of it an error that shows the line.
struct ExpansionError : std::runtime_error {
    ExpansionError(Position where, const std::string& message)
        : std::runtime_error{message}, at{where} {}
    Position at;  ///< Of the word.
};

/// What a word stands for: variables replaced, quotes and escapes taken off (Dockerfile reference,
/// "Environment replacement"). `escape` is the file's Directives::escape.
///
///     $X ${X}                 the value, empty if X is not set
///     ${X:-W} ${X:+W} ${X:?W} W if X is unset or empty; W if it is not; the error W if it is
///     ${X-W} ${X+W} ${X?W}    the same where an empty X counts as set
///     ${X#P} ${X##P}          without the shortest, longest beginning that is like P
///     ${X%P} ${X%%P}          without the shortest, longest end that is like P
///     ${X/P/W} ${X//P/W}      with the first, every part that is like P replaced by W
///
/// In 'single quotes' nothing is special; in "double quotes" the variables, and the escape before
/// a quote, a dollar or itself. In a pattern, * and ? are special. W may have all of this in it.
///
/// Throws an ExpansionError. Nothing longer than 1 MiB is made.
std::string expand(const Word& word, char escape, const Lookup& lookup);

/// The same, then cut at the blanks that are not quoted, be they written or in a value. EXPOSE.
std::vector<std::string> expand_to_words(const Word& word, char escape, const Lookup& lookup);

}  // namespace containerfile
