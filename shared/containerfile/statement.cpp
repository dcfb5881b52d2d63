// SPDX-License-Identifier: MIT
#include "containerfile/statement.hpp"
#include "containerfile/blanks.hpp"

#include <fmt/format.h>

#include <utility>

namespace containerfile {

Statement::Statement(std::shared_ptr<const Source> source, const LogicalLine& line, char escape,
                     std::vector<Warning>& warnings)
    : source_{std::move(source)},
      line_{&line},
      escape_{escape},
      warnings_{&warnings},
      lines_{line.lines} {
    read_name(0);
    if (line.has_empty_continuation)
        warn("an empty line within an instruction: write # where it is meant, or end it before");
}

void Statement::read_name(std::size_t at) {
    start_ = skip_blanks(text(), at);
    begin_ = skip_word(text(), start_);
    name_ = upper(text().substr(start_, begin_ - start_));
    begin_ = skip_blanks(text(), begin_);
    flags_.clear();
    read_flags();
}

Statement Statement::trigger() const {
    Statement inner = *this;
    inner.read_name(begin_);
    return inner;
}

std::vector<RawWord> Statement::split_at_blanks() const {
    return containerfile::split_at_blanks(text(), begin_);
}

std::vector<RawWord> Statement::split_quoted() const {
    return containerfile::split_quoted(text(), begin_, escape_);
}

std::optional<std::vector<RawWord>> Statement::json() const {
    auto array = read_json(text(), begin_);
    if (!array.is_valid) {
        if (arguments().starts_with('[') &&
            text().substr(skip_blanks(text(), begin_ + 1), 1) == "'")
            warn("what is in brackets is no JSON, so it is not the exec form: JSON quotes with \"");
        return std::nullopt;
    }
    if (!array.has_only_strings)
        fail(begin_, "only strings may be in brackets: quote each with \"");
    return std::move(array.words);
}

Word Statement::word(const RawWord& raw, Word::Kind kind) const {
    return {raw.text, kind, line_->position(raw.offset)};
}

Word Statement::argument(const std::string& usage) const {
    const auto all = without_blanks(arguments());
    if (all.empty()) fail(usage);
    return word({std::string{all}, begin_});
}

std::string Statement::written() const {
    const auto arguments_and_flags = text().substr(start_ + name_.size());
    return name_ + std::string{arguments_and_flags.substr(
                       0, without_blanks(text().substr(start_)).size() - name_.size())};
}

void Statement::fail(std::size_t offset, const std::string& message) const {
    throw ParseError{*source_, line_->position(offset), message};
}

void Statement::warn(const std::string& message) const {
    warnings_->push_back({line_->position(start_), message});
}

}  // namespace containerfile
