// SPDX-License-Identifier: MIT
#include "containerfile/blanks.hpp"
#include "containerfile/instruction.hpp"

namespace containerfile {

bool Command::is_document() const {
    if (form != Form::shell || documents.size() != 1) return false;
    // The mark is all there is: "<<EOF" and nothing beside it.
    const std::string_view line = words.front();
    return line.starts_with("<<") && skip_word(line, 0) == line.size() &&
           line.find_first_of("|&;()>") == std::string_view::npos;
}

bool Command::has_interpreter() const {
    return is_document() && documents.front().text().text.starts_with("#!");
}

std::string Command::script() const {
    if (is_document()) return documents.front().text().text;
    std::string script = words.empty() ? "" : words.front();
    for (const auto& document : documents) script += "\n" + document.content + document.name;
    if (!documents.empty()) script += "\n";
    return script;
}

}  // namespace containerfile
