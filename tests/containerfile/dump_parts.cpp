// SPDX-License-Identifier: MIT
#include "dump_parts.hpp"

#include <fmt/format.h>

namespace parts {

using namespace containerfile;

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        if (c == '\n')
            result += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20)
            result += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        else
            result += c;
    }
    return result + "\"";
}

std::string show(const Word& word) {
    constexpr const char* kinds[]{"=", "", "<"};
    return fmt::format("{}{} @{}:{}", kinds[static_cast<int>(word.kind)], quoted(word.text),
                       word.at.line, word.at.column);
}

std::string show(const HereDocument& document) {
    return document.name + " " + show(document.text());
}

std::string show(const Mount& mount) {
    constexpr const char* types[]{"bind", "cache", "tmpfs", "secret", "ssh"};
    constexpr const char* sharings[]{"shared", "private", "locked"};
    std::string text = types[static_cast<int>(mount.type)];
    text += mount.read_only ? " ro" : " rw";
    if (mount.required) text += " required";
    if (mount.sharing != Mount::Sharing::shared)
        text += std::string{" "} + sharings[static_cast<int>(mount.sharing)];
    const auto add = [&](const char* name, const Word& word) {
        if (!word.empty()) text += fmt::format(" {}={}", name, quoted(word.text));
    };
    add("from", mount.from);
    add("source", mount.source);
    add("target", mount.target);
    add("id", mount.id);
    add("mode", mount.mode);
    add("uid", mount.uid);
    add("gid", mount.gid);
    add("size", mount.size);
    add("env", mount.environment);
    return text + fmt::format(" @{}:{}", mount.at.line, mount.at.column);
}

}  // namespace parts
