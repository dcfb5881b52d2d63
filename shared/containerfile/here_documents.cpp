// SPDX-License-Identifier: MIT
#include "containerfile/blanks.hpp"
#include "containerfile/statement.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace containerfile {
namespace {

/// A word that begins a here-document: [N]<<[-]NAME. Its name is empty if the word is none.
HereDocument read_mark(const RawWord& word) {
    HereDocument document;
    std::string_view rest = word.text;
    while (!rest.empty() && is_digit(rest[0])) rest.remove_prefix(1);
    if (!rest.starts_with("<<")) return document;
    rest.remove_prefix(2);
    document.strips_tabs = rest.starts_with('-');
    if (document.strips_tabs) rest.remove_prefix(1);
    char quote = 0;
    for (const char c : rest) {
        const bool is_quote = quote == 0 ? c == '"' || c == '\'' : c == quote;
        if (quote == 0 && std::string_view{"<>|&;()"}.find(c) != std::string_view::npos) break;
        if (is_quote) quote = quote == 0 ? c : '\0';
        if (is_quote || c == '\\')
            document.expands = false;
        else
            document.name += c;
    }
    return document;
}

std::string_view without_tabs(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
    return line;
}

}  // namespace

Word HereDocument::text() const {
    Word word{{}, expands ? Word::Kind::document : Word::Kind::literal, at};
    for (std::string_view rest = content; !rest.empty();) {
        const auto end = rest.find('\n');
        const auto line = rest.substr(0, end == std::string_view::npos ? end : end + 1);
        word.text += strips_tabs ? without_tabs(line) : line;
        rest.remove_prefix(line.size());
    }
    return word;
}

HereDocument Statement::read_document(LineReader& lines, const RawWord& word) {
    auto document = read_mark(word);
    if (document.name.empty()) return document;
    document.at = line_->position(word.offset);
    while (const auto number = lines.take()) {
        lines_.last = number;
        const auto line = source_->line(number);
        if ((document.strips_tabs ? without_tabs(line) : line) == document.name) return document;
        document.content += source_->whole_line(number);
    }
    fail(word.offset,
         fmt::format("the here-document {0} has no end: write {0} alone on a line", document.name));
}

void Statement::read_documents(LineReader& lines) {
    if (name_ == "ONBUILD") {
        auto inner = trigger();
        if (inner.name_ == "ONBUILD") return;  // an error, and no reason to go on for ever
        inner.read_documents(lines);
        lines_ = inner.lines_;
        documents_ = std::move(inner.documents_);
        return;
    }
    if (name_ != "RUN" && name_ != "COPY" && name_ != "ADD") return;
    if (read_json(text(), begin_).is_valid) return;
    for (const auto& word : split_quoted()) {
        auto document = read_document(lines, word);
        if (!document.name.empty()) documents_.push_back(std::move(document));
    }
}

}  // namespace containerfile
