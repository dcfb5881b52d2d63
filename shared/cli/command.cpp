// SPDX-License-Identifier: MIT
#include "cli/command.hpp"

#include "cli/usage_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace cli {

char** find_mark(char** begin, char** end) {
    return std::find(begin, end, std::string_view{"--"});
}

std::vector<std::string> after_options(std::vector<std::string> left,
                                       std::span<char* const> from_mark) {
    if (!left.empty() && left[0].starts_with("-"))
        throw UsageError{fmt::format("{}: unknown option", left[0])};
    if (left.empty() && !from_mark.empty()) from_mark = from_mark.subspan(1);
    left.insert(left.end(), from_mark.begin(), from_mark.end());
    return left;
}

void take_command(container::Spec& spec, std::vector<std::string> words, bool image_says) {
    if (words.empty() || words[0].empty()) throw UsageError{"ROOTFS and COMMAND are missing"};
    spec.root.path = words[0];
    words.erase(words.begin());
    if (words.empty() && image_says) return;
    if (words.empty()) throw UsageError{"COMMAND is missing: what is to run in the container?"};
    if (words[0].empty()) throw UsageError{"COMMAND is empty: what is to run in the container?"};
    if (words[0].starts_with("-") && !image_says)  // else it may be the entrypoint's
        throw UsageError{
            fmt::format("{}: options come before ROOTFS, and COMMAND after it", words[0])};
    spec.process.args = std::move(words);
}

}  // namespace cli
