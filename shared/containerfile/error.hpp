// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/source.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace containerfile {

/// What is wrong in a Containerfile, where, and what to write instead. what() has three lines:
///
///     Containerfile:3: there is no instruction RUM: did you mean RUN?
///     RUM apt-get update
///     ^
class ParseError : public std::runtime_error {
public:
    ParseError(const Source& source, Position at, const std::string& message);

    Position at() const { return at_; }

private:
    Position at_;
};

/// A line as a terminal may see it: no control characters but tabs, and of a long line the part
/// around `column`. Below it a caret, under that column.
std::string excerpt(std::string_view line, std::size_t column);

/// ": did you mean X?" for the candidate that `word` is most likely a misspelling of. Empty if
/// there is no likely one.
std::string likely(std::string_view word, const std::vector<std::string>& candidates);

/// The same; without a likely one, ": there are A, B and C".
std::string suggestion(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace containerfile
