// SPDX-License-Identifier: MIT
#include "course/report.hpp"

#include "course/mistake.hpp"

#include <nlohmann/json.hpp>

#include <fstream>

namespace course {
namespace {

Check check_of(const std::string& line) {
    const auto json = nlohmann::json::parse(line);
    const auto text = [&](const char* key) { return json.value(key, std::string{}); };
    Check check{text("id"),        text("name"),     text("verdict"), text("kind"),
                text("observed"),  text("expected"), text("why"),     text("where"),
                text("reproduce"), text("reason"),   text("for"),     text("message")};
    if (check.id.empty() || check.name.find(": ") == std::string::npos || check.verdict.empty())
        throw GraderError{"a line of the report lacks its id, name or verdict: " + line};
    return check;
}

}  // namespace

std::vector<Check> Report::more() {
    std::vector<Check> checks;
    std::ifstream stream{file_, std::ios::binary};
    stream.seekg(static_cast<std::streamoff>(read_));
    for (std::string line; std::getline(stream, line) && !stream.eof();) {
        try {  // at the end of the file: a line that is still being written
            checks.push_back(check_of(line));
        } catch (const nlohmann::json::exception& e) {
            throw GraderError{as_seen(file_) + " is no report: " + e.what()};
        }
        read_ += line.size() + 1;
    }
    return checks;
}

}  // namespace course
