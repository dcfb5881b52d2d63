// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

/// What the shell's patterns do to a value (POSIX, "Parameter Expansion"; bash's ${X/P/W}). All
/// throw std::invalid_argument if the pattern breaks off, or is too costly to match.
namespace containerfile {

std::string without_beginning(const std::string& value, std::string_view pattern, bool longest,
                              char escape);
std::string without_end(const std::string& value, std::string_view pattern, bool longest,
                        char escape);
/// Replaces the first part that is like the pattern, as long as it can be, or every one. An empty
/// part is none.
std::string with_replacements(const std::string& value, std::string_view pattern,
                              std::string_view replacement, bool every, char escape);

}  // namespace containerfile
