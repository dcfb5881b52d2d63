// SPDX-License-Identifier: MIT
#include "course/kept.hpp"

#include <algorithm>
#include <fstream>
#include <regex>

namespace course {
namespace {

Path note_of(const Examination& examination) {
    auto name = as_seen(examination.program);
    std::replace(name.begin(), name.end(), '/', '-');
    return notes_directory() / ("kept-" + name);
}

/// As the checks call their directories: nothing else is ever removed.
const std::regex& pattern() {
    static const std::regex text{R"(/tmp/wb\.[A-Za-z0-9]{6})"};
    return text;
}

}  // namespace

void note_kept(const Examination& examination, const std::string& reproduce) {
    std::smatch match;
    if (std::regex_search(reproduce, match, pattern()))
        std::ofstream{note_of(examination)} << match[0].str();
}

Path take_kept(const Examination& examination) {
    const auto note = note_of(examination);
    const Path path = text_of(note);
    std::filesystem::remove(note);
    return std::regex_match(path.native(), pattern()) ? path : Path{};
}

}  // namespace course
