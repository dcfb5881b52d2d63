// SPDX-License-Identifier: MIT
//
// What is wrong, and what is said of it. A file of errors/ holds cases, each a Containerfile, a
// line "----", its message, and a line "====".
#include "containerfile/containerfile.hpp"
#include "golden.hpp"
#include "support/catch.hpp"

namespace {

std::string message(const std::string& text) {
    try {
        containerfile::parse(text, "Containerfile");
        return "no error\n";
    } catch (const containerfile::ParseError& error) {
        return error.what() + std::string{"\n"};
    }
}

/// The text before `line`, which is taken off with it. All of it if there is no such line.
std::string take_until(std::string& text, const std::string& line) {
    const auto found = std::min(text.find(line), text.size());
    auto part = text.substr(0, found);
    text.erase(0, found + line.size());
    return part;
}

}  // namespace

TEST_CASE("containerfile: each error names the line, shows the place, and says what to do") {
    int cases = 0;
    for (const auto& entry : std::filesystem::directory_iterator{golden::folder() / "errors"}) {
        INFO(entry.path().filename());
        std::string actual;
        for (auto rest = golden::read(entry.path()); !rest.empty(); ++cases) {
            const auto text = take_until(rest, "----\n");
            take_until(rest, "====\n");
            actual += text + "----\n" + message(text) + "====\n";
        }
        CHECK(actual.find("no error") == std::string::npos);
        CHECK(actual == golden::expected(entry.path(), actual));
    }
    CHECK(cases >= 60);
}
