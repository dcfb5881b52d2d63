// SPDX-License-Identifier: MIT
#include "mountinfo.hpp"

#include "support/catch.hpp"

#include <sstream>

namespace runtime_test {
namespace {

bool lists(const std::string& options, const std::string& option) {
    return ("," + options + ",").find("," + option + ",") != std::string::npos;
}

Mounted parse(const std::string& line) {
    std::istringstream words{line};
    Mounted one;
    std::string number, parent, word;
    words >> number >> parent >> one.device >> one.root >> one.place >> one.options;
    while (words >> word && word != "-")
        one.shared += (one.shared.empty() ? "" : ",") + word.substr(0, word.find(':'));
    words >> one.type >> one.source >> one.super_options;
    return one;
}

}  // namespace

bool Mounted::has(const std::string& option) const {
    return lists(options, option);
}

bool Mounted::super_has(const std::string& option) const {
    return lists(super_options, option);
}

std::string Mounted::text() const {
    return place + " " + options + " [" + shared + "] " + type;
}

std::vector<Mounted> parse_mountinfo(const std::string& text) {
    std::vector<Mounted> all;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) all.push_back(parse(line));
    return all;
}

Mounted mounted_on(const std::string& mountinfo, const std::string& place) {
    Mounted found;
    for (const auto& one : parse_mountinfo(mountinfo))
        if (one.place == place) found = one;
    INFO(mountinfo);
    INFO(place);
    REQUIRE(found.place == place);
    return found;
}

}  // namespace runtime_test
