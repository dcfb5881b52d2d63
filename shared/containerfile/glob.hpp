// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace containerfile {

/// A pattern of * ? and, but for `text`, [sets]. However hostile, it is matched in a time that
/// grows with the length of the pattern times that of the text.
class Glob {
public:
    enum class Rules {
        path,  ///< Go's filepath.Match, COPY's: neither * nor ? stands for a slash.
        tree,  ///< The same with ** for any number of directories: .containerignore's.
        text,  ///< ${X#PATTERN}: * and ? stand for everything; there are no sets.
    };

    /// `escape` takes the meaning of what follows it, beside the backslash that always does. Throws
    /// std::invalid_argument on a pattern that is none: "[a", or a backslash at the end.
    explicit Glob(std::string_view pattern, Rules rules = Rules::path, char escape = '\\');

    bool matches(std::string_view text) const;
    /// Whether the pattern matches the path or a directory that it is in; decode() has made it
    /// characters, once for all patterns.
    bool matches_within(std::u32string_view path) const;
    /// The end of the longest or the shortest match that begins at `begin`. `effort` grows by the
    /// comparisons made.
    std::optional<std::size_t> match_end(std::u32string_view text, std::size_t begin, bool longest,
                                         std::size_t& effort) const;
    /// The pattern that matches every text read backwards. For Rules::text.
    Glob reversed() const;

private:
    friend class GlobReader;
    struct Token {
        enum class Kind {
            character,
            any,     ///< ?
            star,    ///< *
            all,     ///< ** at the end
            deep,    ///< **/ elsewhere: nothing, or `inside`
            inside,  ///< any characters, and a slash
            set,
        };
        struct Range {
            char32_t first, last;
        };
        Kind kind;
        char32_t character = 0;
        bool negated = false;
        std::vector<Range> ranges;
    };
    /// Whether we may be before each token, or at the end.
    struct States {
        std::vector<char> is_in;
        std::size_t first = 0, end = 1;  ///< All that we may be in are from `first` to `end`.
        void add(std::size_t state) {
            is_in[state] = 1;
            end = state < end ? end : state + 1;
        }
    };

    States start() const;
    bool is_one(const Token& token, char32_t c) const;
    void skip_empty(States& states) const;
    bool step(States& states, char32_t c) const;

    bool crosses_slashes_ = false;
    std::vector<Token> tokens_;
};

}  // namespace containerfile
