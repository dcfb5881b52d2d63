// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/lines.hpp"
#include "containerfile/words.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace containerfile {

/// --NAME or --NAME=VALUE between an instruction's name and its arguments, without quotes.
struct Flag {
    std::string name;
    std::optional<std::string> value;
    std::size_t offset = 0;
};

/// A logical line taken apart as far as every instruction is: NAME FLAGS ARGUMENTS. What is read
/// from it next becomes one of the structs in instruction.hpp.
class Statement {
public:
    Statement(std::shared_ptr<const Source> source, const LogicalLine& line, char escape,
              std::vector<Warning>& warnings);

    const std::string& name() const { return name_; }  ///< In capitals.
    const std::vector<Flag>& flags() const { return flags_; }
    std::size_t begin() const { return begin_; }  ///< The offset of the arguments.
    std::string_view arguments() const { return text().substr(begin_); }
    char escape() const { return escape_; }

    std::vector<RawWord> split_at_blanks() const;
    std::vector<RawWord> split_quoted() const;
    /// The arguments as a JSON array, if that is what they are. Throws if it has more than strings.
    std::optional<std::vector<RawWord>> json() const;

    Word word(const RawWord& raw, Word::Kind kind = Word::Kind::shell) const;
    /// All arguments as one word, blanks included; `usage` is said if there are none.
    Word argument(const std::string& usage) const;

    /// Reads the bodies of the here-documents that the arguments mention.
    void read_documents(LineReader& lines);
    const std::vector<HereDocument>& documents() const { return documents_; }

    /// The arguments as a statement of their own: ONBUILD's.
    Statement trigger() const;
    /// The statement as it was written, on one line, from its name or another offset on.
    std::string written() const;

    Instruction instruction() const;  ///< instructions.cpp

    [[noreturn]] void fail(std::size_t offset, const std::string& message) const;
    [[noreturn]] void fail(const std::string& message) const { fail(start_, message); }
    void warn(const std::string& message) const;

    const std::shared_ptr<const Source>& source() const { return source_; }
    const LineRange& lines() const { return lines_; }

private:
    void read_name(std::size_t at);
    void read_flags();
    std::string_view text() const { return line_->text; }
    HereDocument read_document(LineReader& lines, const RawWord& word);

    std::shared_ptr<const Source> source_;
    const LogicalLine* line_;
    char escape_;
    std::vector<Warning>* warnings_;
    LineRange lines_;
    std::size_t start_ = 0, begin_ = 0;
    std::string name_;
    std::vector<Flag> flags_;
    std::vector<HereDocument> documents_;
};

}  // namespace containerfile
