// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace oci {

class Reader;

/// A JSON text, and what it is called in messages. Readers look into it, and live no longer.
class Document {
public:
    /// Throws one line if the text is no JSON, or has a member twice: of those, other programs
    /// would take the one or the other.
    Document(std::string_view text, std::string_view file);
    ~Document();
    Document(const Document&) = delete;

    Reader top();
    /// What is worth a word, and no error.
    std::vector<std::string> take_warnings() { return std::move(warnings_); }

private:
    friend class Reader;
    std::string file_;
    std::unique_ptr<nlohmann::json> top_;
    std::vector<std::string> warnings_;
};

}  // namespace oci
