// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/containerfile.hpp"

#include <string>
#include <vector>

namespace containerfile {

/// One instruction on one line: its lines joined, the comments between them left out.
struct LogicalLine {
    /// Where the text from `offset` on comes from.
    struct Piece {
        std::size_t offset;
        Position at;
    };
    std::string text;
    std::vector<Piece> pieces;
    LineRange lines;
    bool has_empty_continuation = false;  ///< An empty line within it, which docker warns of.

    Position position(std::size_t offset) const;
};

/// The directives of a text. They come first, and each once: a comment that is none, an empty line
/// or an instruction ends them. Throws a ParseError.
Directives read_directives(const Source& source);

/// Goes through a text instruction by instruction.
class LineReader {
public:
    LineReader(const Source& source, char escape) : source_{source}, escape_{escape} {}

    /// Reads the next instruction; false at the end of the text.
    bool next(LogicalLine& line);
    /// The number of the next line, whatever is in it: a here-document's. Zero at the end.
    std::size_t take();

private:
    /// Adds line `number`; whether another one continues it.
    bool add(LogicalLine& line, std::size_t number, std::size_t begin) const;

    const Source& source_;
    char escape_;
    std::size_t read_ = 0;  ///< Lines so far.
};

}  // namespace containerfile
