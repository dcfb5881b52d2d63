// SPDX-License-Identifier: MIT
#include "book/commands.hpp"

#include <sstream>

namespace book {
namespace {

/// A control character that no program here prints, on a line of its own.
constexpr auto separator = "\036\n";

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream stream{text};
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

/// With one blank where there are several, and none at the end.
std::string squeezed(const std::string& line) {
    std::string result;
    for (const char c : line)
        if (c != ' ' || (!result.empty() && result.back() != ' ')) result += c;
    while (!result.empty() && result.back() == ' ') result.pop_back();
    return result;
}

/// What is between "..." must be there, in this order; the first at the front, the last at the end.
bool line_agrees(const std::string& shown, const std::string& printed) {
    const auto first = shown.find("...");
    if (first == shown.npos) return shown == printed;
    if (!printed.starts_with(shown.substr(0, first))) return false;
    const auto rest = shown.substr(first + 3);
    for (auto at = first; at <= printed.size(); ++at)
        if (line_agrees(rest, printed.substr(at))) return true;
    return false;
}

using Lines = std::vector<std::string>;

bool lines_agree(const Lines& shown, std::size_t i, const Lines& printed, std::size_t j) {
    if (i == shown.size()) return j == printed.size();
    if (shown[i] == "...")
        for (auto next = j; next <= printed.size(); ++next)
            if (lines_agree(shown, i + 1, printed, next)) return true;
    return j < printed.size() && line_agrees(shown[i], printed[j]) &&
           lines_agree(shown, i + 1, printed, j + 1);
}

}  // namespace

std::vector<Command> commands_of(const std::string& lesson) {
    std::vector<Command> commands;
    bool in_block = false;
    int number = 0;
    for (const auto& line : lines_of(lesson)) {
        ++number;
        if (line.starts_with("```"))
            in_block = line == "```console";
        else if (in_block && line.starts_with("$ "))
            commands.push_back({number, line.substr(2), {}});
        else if (in_block && line.starts_with("> "))  // goes on, as in a here-document
            commands.back().typed += "\n" + line.substr(2);
        else if (in_block && !commands.empty())
            commands.back().shown.push_back(squeezed(line));
    }
    return commands;
}

std::string script_of(const std::vector<Command>& commands) {
    std::string script = "exec 2>&1\n";
    for (const auto& command : commands)
        // What was started in the background, a server mostly, is given time to be there.
        script += command.typed + "\n" + (command.typed.ends_with("&") ? "sleep 1\n" : "") +
                  "printf '\\036\\n'\n";
    return script;
}

std::vector<std::string> outputs_of(const std::string& printed) {
    std::vector<std::string> outputs;
    std::size_t begin = 0;
    for (auto end = printed.find(separator); end != printed.npos;
         end = printed.find(separator, begin)) {
        outputs.push_back(printed.substr(begin, end - begin));
        begin = end + 2;
    }
    return outputs;
}

bool agrees(const std::vector<std::string>& shown, const std::string& printed) {
    Lines lines;
    for (const auto& line : lines_of(printed))
        if (line != "Terminated" && line != "Killed")  // the shell's word on a job that was ended
            lines.push_back(squeezed(line));
    return lines_agree(shown, 0, lines, 0);
}

}  // namespace book
