// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/statement.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace containerfile {

/// The flags of one instruction, of those that it knows.
class Flags {
public:
    enum class Takes { value, truth, values };  ///< Values: it may be given more than once.
    struct Known {
        std::string name;
        Takes takes = Takes::value;
    };

    /// Throws if the statement has a flag that is not known, is there twice, or lacks its value.
    Flags(const Statement& statement, const std::vector<Known>& known);

    const Flag* find(const std::string& name) const;
    /// The value, empty if the flag is not given.
    Word word(const std::string& name, Word::Kind kind = Word::Kind::shell) const;
    std::vector<Word> words(const std::string& name) const;
    /// The value true or false; --NAME alone is true.
    std::optional<bool> truth(const std::string& name) const;
    /// The place of the value in `names`; `otherwise` if the flag is not given.
    std::size_t choice(const std::string& name, const std::vector<std::string>& names) const;

private:
    const Statement& statement_;
};

/// A time as HEALTHCHECK's flags have it: numbers with a unit each, as in 1m30s or 1.5h. Nothing if
/// it is none. Go's time.ParseDuration without signs.
std::optional<std::chrono::nanoseconds> parse_duration(std::string_view text);

}  // namespace containerfile
