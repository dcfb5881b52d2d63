// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace containerfile {

/// A place in a text: both count from 1, columns in bytes.
struct Position {
    std::size_t line = 1;
    std::size_t column = 1;
};

/// The lines that an instruction takes up, its here-documents included.
struct LineRange {
    std::size_t first = 1;
    std::size_t last = 1;
};

/// The text of a Containerfile, cut into lines, and the name that errors call it by.
///
/// A byte order mark is dropped. Throws a ParseError if the text is no text (a NUL byte) or larger
/// than any Containerfile has reason to be: 16 MiB, or 1 MiB in one line.
class Source {
public:
    static constexpr std::size_t max_size = 16 << 20;
    static constexpr std::size_t max_line = 1 << 20;

    Source(std::string name, std::string text);
    Source(const Source&) = delete;  // the lines point into the text
    Source& operator=(const Source&) = delete;

    const std::string& name() const { return name_; }
    std::size_t lines() const { return lines_.size(); }
    /// Line `number`, which counts from 1, without its end, be that LF or CR LF.
    std::string_view line(std::size_t number) const;
    /// The same with its end, if it has one: a here-document keeps it.
    std::string_view whole_line(std::size_t number) const;

private:
    void cut();

    std::string name_;
    std::string text_;
    std::vector<std::string_view> lines_;
};

}  // namespace containerfile
