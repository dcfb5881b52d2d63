// SPDX-License-Identifier: MIT
#include "chapters/finished.hpp"

#include "support/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace support {
namespace {

/// The line of `text` that `part` is in.
std::string line_with(const std::string& text, const std::string& part) {
    const auto begin = text.rfind('\n', text.find(part)) + 1;  // npos + 1 is the beginning
    return text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

void require_written(const Finished& finished) {
    if (finished.exit_status == 64 && finished.output.find("not written yet") != std::string::npos)
        throw Unmet{"not written", line_with(finished.output, "not written yet"),
                    "the exercise, written"};
}

std::string said(const Words& words, const Finished& finished) {
    expect(finished.exit_status == 0,
           fmt::format("{}: exit status {}: {}", command_line(words), finished.exit_status,
                       finished.output),
           "exit status 0");
    return finished.output;
}

void require_refused(const Words& words, const Finished& finished, const std::string& part) {
    const auto typed = command_line(words);
    expect_equal(typed + ": the exit status", finished.exit_status, 125);
    expect_contains(typed, finished.output, part);
    expect_equal(typed + ": the lines it says",
                 std::count(finished.output.begin(), finished.output.end(), '\n'), 1);
}

}  // namespace support
