// SPDX-License-Identifier: MIT
#include "containerfile/lines.hpp"
#include "containerfile/blanks.hpp"

#include <algorithm>
#include <iterator>

namespace containerfile {

Position LogicalLine::position(std::size_t offset) const {
    // The first piece begins at offset 0: there is always one before.
    const auto after = std::upper_bound(
        pieces.begin(), pieces.end(), offset,
        [](std::size_t value, const Piece& piece) { return value < piece.offset; });
    const auto piece = std::prev(after);
    return {piece->at.line, piece->at.column + offset - piece->offset};
}

bool LineReader::next(LogicalLine& line) {
    line = {};
    bool continues = false;
    while (read_ < source_.lines()) {
        const auto number = read_ + 1;
        const auto text = source_.line(number);
        const auto begin = skip_blanks(text, 0);
        const bool is_empty = begin == text.size();
        if (!continues && !line.pieces.empty()) return true;
        ++read_;
        if (is_empty && continues) line.has_empty_continuation = true;
        if (is_empty || text[begin] == '#') continue;
        if (line.pieces.empty()) line.lines.first = number;
        line.lines.last = number;
        // The blanks before the first line mean nothing; those before the others are kept.
        continues = add(line, number, line.pieces.empty() ? begin : 0);
    }
    return !line.pieces.empty();
}

bool LineReader::add(LogicalLine& line, std::size_t number, std::size_t begin) const {
    auto text = source_.line(number).substr(begin);
    auto end = text.size();
    while (end > 0 && is_blank(text[end - 1])) --end;
    // Two escape characters are one that is escaped, and continue nothing.
    const bool continues =
        end > 0 && text[end - 1] == escape_ && (end == 1 || text[end - 2] != escape_);
    if (continues) text = text.substr(0, end - 1);
    line.pieces.push_back({line.text.size(), {number, begin + 1}});
    line.text += text;
    if (line.text.size() > Source::max_line)
        throw ParseError{source_,
                         {line.lines.first, 1},
                         "an instruction of more than 1 MiB: COPY the data instead"};
    return continues;
}

std::size_t LineReader::take() {
    return read_ < source_.lines() ? ++read_ : 0;
}

}  // namespace containerfile
