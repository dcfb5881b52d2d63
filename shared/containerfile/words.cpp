// SPDX-License-Identifier: MIT
#include "containerfile/words.hpp"
#include "containerfile/blanks.hpp"

namespace containerfile {

std::vector<RawWord> split_at_blanks(std::string_view text, std::size_t begin) {
    std::vector<RawWord> words;
    for (auto at = skip_blanks(text, begin); at < text.size(); at = skip_blanks(text, at)) {
        const auto end = skip_word(text, at);
        words.push_back({std::string{text.substr(at, end - at)}, at});
        at = end;
    }
    return words;
}

std::vector<RawWord> split_quoted(std::string_view text, std::size_t begin, char escape) {
    std::vector<RawWord> words;
    for (auto at = skip_blanks(text, begin); at < text.size(); at = skip_blanks(text, at)) {
        RawWord word{{}, at};
        char quote = 0;
        for (; at < text.size() && (quote != 0 || !is_blank(text[at])); ++at) {
            const char c = text[at];
            if (c == escape && quote != '\'') {
                if (at + 1 == text.size()) continue;  // it escapes nothing
                word.text += text[at++];
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
            word.text += text[at];
        }
        if (!word.text.empty()) words.push_back(std::move(word));
    }
    return words;
}

}  // namespace containerfile
