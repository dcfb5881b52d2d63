// SPDX-License-Identifier: MIT
#include "course/text.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <vector>

namespace course {
namespace {

constexpr std::size_t columns = 80;

/// The columns that UTF-8 text takes: continuation bytes take none.
std::size_t width(std::string_view text) {
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins));
}

/// One line of text, in as many as it takes.
void wrap_line(std::string& result, const std::string& line, std::size_t indent, std::size_t at) {
    const auto spaces = line.find_first_not_of(' ');
    if (spaces == std::string::npos) return;
    if (at < indent) result.append(indent - at, ' '), at = indent;
    result.append(spaces, ' '), at += spaces;  // program output keeps its own indentation
    std::istringstream words{line};
    bool first = true;
    for (std::string word; words >> word; first = false) {
        if (!first && at + 1 + width(word) > columns) {
            result += "\n" + std::string(indent, ' ');
            at = indent;
        } else if (!first) {
            result += ' ', ++at;
        }
        result += word;
        at += width(word);
    }
}

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream stream{text};
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t indent, std::size_t at) {
    std::string result;
    for (const auto& line : lines_of(std::string{text})) {
        wrap_line(result, line, indent, at);
        result += "\n";
        at = 0;
    }
    return result;
}

std::string harmless(const std::string& text) {
    std::string plain;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n' || (byte >= 0x20 && byte != 0x7F))
            plain += c;
        else
            plain += fmt::format("\\x{:02x}", byte);
    }
    constexpr std::size_t longest = 400, most = 12;
    std::string result;
    const auto lines = lines_of(plain);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines.size() > most && i == most - 2) {
            result += fmt::format("... {} ...\n", count(lines.size() - most + 1, "line"));
            i = lines.size() - 2;
            continue;
        }
        result += lines[i].substr(0, longest) + (lines[i].size() > longest ? " ..." : "") + "\n";
    }
    return result;
}

std::string count(std::size_t number, const std::string& noun) {
    return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

Paint Paint::of_stdout() {
    const char* off = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    const bool dumb = !term || std::string_view{term} == "dumb";
    return Paint{::isatty(STDOUT_FILENO) == 1 && !dumb && (!off || *off == '\0')};
}

std::string Paint::in(std::string_view code, std::string_view text) const {
    return on_ ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string{text};
}

}  // namespace course
