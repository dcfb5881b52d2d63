// SPDX-License-Identifier: MIT
#include "course/chapter.hpp"

#include "course/mistake.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <fstream>

namespace course {
namespace {

namespace fs = std::filesystem;

/// A copy of the exercise as it was when it passed: later work on it makes it unsolved again.
Path copy_of(const Chapter& chapter) {
    return notes_directory() / ("solved-" + chapter.folder() + ".cpp");
}

bool is_number(const std::string& text) {
    const auto digit = [](unsigned char c) { return std::isdigit(c) != 0; };
    return !text.empty() && std::all_of(text.begin(), text.end(), digit);
}

}  // namespace

Path Chapter::exercise() const {
    return source_directory() / "chapters" / folder() / (topic + ".cpp");
}

std::vector<Chapter> chapters() {
    std::vector<Chapter> found;
    for (const auto& entry : fs::directory_iterator{source_directory() / "chapters"}) {
        const auto name = entry.path().filename().native();
        if (name.size() < 4 || name[2] != '-' || !is_number(name.substr(0, 2))) continue;
        Chapter chapter{name.substr(0, 2), name.substr(3)};
        if (fs::exists(chapter.exercise())) found.push_back(chapter);
    }
    const auto earlier = [](const Chapter& a, const Chapter& b) { return a.number < b.number; };
    std::sort(found.begin(), found.end(), earlier);
    return found;
}

Chapter find_chapter(const std::string& name) {
    auto wanted = name.starts_with("chapter") ? name.substr(7) : name;
    if (is_number(wanted) && wanted.size() == 1) wanted = "0" + wanted;
    std::string all;
    for (const auto& chapter : chapters()) {
        if (wanted == chapter.number || wanted == chapter.topic || wanted == chapter.folder())
            return chapter;
        all += (all.empty() ? "" : ", ") + chapter.folder();
    }
    throw Mistake{fmt::format("there is no chapter '{}'; the chapters are {}", name, all)};
}

std::string tags_of(const Chapter& chapter) {
    std::string tags;
    for (const auto& each : chapters())
        if (each.number <= chapter.number) tags += fmt::format("[{}+],", each.number);
    return fmt::format("{}[{}]", tags, chapter.number);
}

void note_solved(const Chapter& chapter) {
    std::ofstream{copy_of(chapter), std::ios::binary} << text_of(chapter.exercise());
}

bool is_solved(const Chapter& chapter) {
    const auto copy = copy_of(chapter);
    return fs::exists(copy) && text_of(copy) == text_of(chapter.exercise());
}

}  // namespace course
