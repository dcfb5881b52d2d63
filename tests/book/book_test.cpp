// SPDX-License-Identifier: MIT
// The lessons agree with the code: their headings with the checks, their excerpts with the headers.
#include "support/catch.hpp"
#include "support/fixture.hpp"
#include "support/spawn.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <set>
#include <sstream>

using namespace support;
namespace fs = std::filesystem;

namespace {

/// The headings of a Markdown file, without their marks and anchors.
std::set<std::string> headings_of(const std::string& file) {
    std::istringstream text{read_file(source_directory() / file)};
    std::set<std::string> headings;
    for (std::string line; std::getline(text, line);) {
        if (!line.starts_with("## ") && !line.starts_with("### ")) continue;
        const auto begin = line.find(' ') + 1;
        headings.insert(line.substr(begin, line.find(" {#") - begin));
    }
    return headings;
}

}  // namespace

TEST_CASE("book: every check points to a heading that exists") {
    const TemporaryDirectory directory;
    const auto report = directory.path() / "checks";
    const auto listed =
        run_tool({build_directory() / "tests/checks", "--list-checks", "--report", report});
    REQUIRE(listed.exit_status == 0);

    std::istringstream lines{read_file(report)};
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const auto check = nlohmann::json::parse(line);
        const auto where = check.at("where").get<std::string>();
        INFO(check.at("id") << " points to " << where);
        const auto comma = where.find(", ");
        const auto semicolon = where.find(';');
        REQUIRE(comma != std::string::npos);
        const auto file = where.substr(0, comma);
        const auto heading = where.substr(comma + 2, semicolon - comma - 2);
        CHECK(headings_of(file).count(heading) == 1);
    }
    CHECK(count > 80);
}

TEST_CASE("book: every excerpt is a piece of a header that is compiled") {
    std::string headers;
    for (const auto* floor : {"container", "build", "runtime"})
        for (const auto& entry : fs::directory_iterator{source_directory() / "shared" / floor})
            if (entry.path().extension() == ".hpp") headers += read_file(entry.path());

    const std::string fence = "```cpp\n";
    int count = 0;
    for (const auto& entry : fs::directory_iterator{source_directory() / "chapters"}) {
        const auto lesson = read_file(entry.path() / "README.md");
        for (auto begin = lesson.find(fence); begin != std::string::npos;
             begin = lesson.find(fence, begin), ++count) {
            begin += fence.size();
            const auto excerpt = lesson.substr(begin, lesson.find("```", begin) - begin);
            INFO(entry.path().filename() << " shows\n" << excerpt);
            CHECK(headers.find(excerpt) != std::string::npos);
        }
    }
    CHECK(count > 5);
}
