// SPDX-License-Identifier: MIT
#include "group.hpp"

#include "support/catch.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace runtime_test {
namespace {

bool has_word(const std::string& text, const std::string& word, char separator) {
    std::istringstream words{text};
    for (std::string one; std::getline(words, one, separator);)
        if (one == word) return true;
    return false;
}

/// Of one line of /proc/self/mountinfo: ... MOUNT_POINT ... - TYPE SOURCE OPTIONS
struct Mounted {
    Path at;
    std::string type, options;
};

Mounted mounted(const std::string& line) {
    Mounted mount;
    std::istringstream words{line};
    std::string word;
    for (int i = 0; i < 5 && words >> word; ++i) mount.at = word;
    while (words >> word && word != "-") {
    }
    words >> mount.type >> word >> mount.options;
    return mount;
}

std::string group_of(pid_t process, const std::string& controller, bool v1) {
    std::ifstream lines{"/proc/" + std::to_string(process) + "/cgroup"};
    for (std::string line; std::getline(lines, line);) {
        const auto first = line.find(':'), second = line.find(':', first + 1);
        const auto names = line.substr(first + 1, second - first - 1);
        if (v1 ? has_word(names, controller, ',') : names.empty()) return line.substr(second + 1);
    }
    return "/";
}

}  // namespace

std::optional<Place> root_of(const std::string& controller) {
    const std::string name_of_v2 = controller == "blkio" ? "io" : controller;
    std::ifstream lines{"/proc/self/mountinfo"};
    std::optional<Place> v2;
    for (std::string line; std::getline(lines, line);) {
        const auto mount = mounted(line);
        if (mount.type == "cgroup" && has_word(mount.options, controller, ','))
            return Place{true, "/", mount.at};
        if (mount.type == "cgroup2" && !v2 &&
            (name_of_v2.empty() ||
             has_word(value_of(mount.at / "cgroup.controllers"), name_of_v2, ' ')))
            v2 = Place{false, "/", mount.at};
    }
    return v2;
}

std::optional<Place> place_of(pid_t process, const std::string& controller) {
    auto place = root_of(controller);
    if (!place) return place;
    place->group = group_of(process, controller, place->v1);
    place->directory += place->group;
    return place;
}

bool groups_have(const std::string& controller, const std::string& v1, const std::string& v2) {
    const auto root = root_of(controller);
    if (!root) return false;
    // Not in the root: a limit is for what is below.
    const auto group = root->directory / ("runtime-checks-" + std::to_string(::getpid()));
    std::filesystem::create_directory(group);
    const bool has = std::filesystem::exists(group / (root->v1 ? v1 : v2));
    std::filesystem::remove(group);
    return has;
}

std::string limit_of(pid_t process, const std::string& controller, const std::string& v1,
                     const std::string& v2) {
    const auto place = place_of(process, controller);
    if (!place) return "";
    const auto& file = place->v1 ? v1 : v2;
    return file.empty() ? "" : value_of(place->directory / file);
}

void skip(const std::string& why) {
    WARN("skipped: " << why);
}

std::string value_of(const Path& file) {
    std::ostringstream all;
    all << std::ifstream{file}.rdbuf();
    auto text = all.str();
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

}  // namespace runtime_test
