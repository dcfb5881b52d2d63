// SPDX-License-Identifier: MIT
#include "containerfile/ignore.hpp"
#include "containerfile/error.hpp"
#include "support/catch.hpp"

#include <filesystem>
#include <fstream>

using containerfile::IgnorePatterns;

namespace {

/// Of `paths`, those that are ignored.
std::vector<std::string> ignored(const std::string& text, const std::vector<std::string>& paths) {
    const auto patterns = IgnorePatterns::parse(text, ".containerignore");
    std::vector<std::string> result;
    for (const auto& path : paths)
        if (patterns.ignores(path)) result.push_back(path);
    return result;
}

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("containerfile: what an ignore file names is ignored, and all that is in it") {
    const Paths paths{"a", "a/b", "a/b/c", "b", "ab", "x/a"};
    CHECK(ignored("a", paths) == Paths{"a", "a/b", "a/b/c"});
    CHECK(ignored("/a/\n", paths) == Paths{"a", "a/b", "a/b/c"});
    CHECK(ignored("./x/../a/b", paths) == Paths{"a/b", "a/b/c"});
    CHECK(ignored("*/b", paths) == Paths{"a/b", "a/b/c"});
    CHECK(ignored("**/a", paths) == Paths{"a", "a/b", "a/b/c", "x/a"});
    CHECK(ignored("a?", paths) == Paths{"ab"});
    CHECK(ignored("*", paths) == paths);
    CHECK(ignored(".", paths).empty());
    CHECK(ignored("", paths).empty());
}

TEST_CASE("containerfile: the last pattern that matches decides") {
    const Paths paths{"README.md", "a.md", "docs/a.md", "docs/keep/a.md"};
    CHECK(ignored("*.md\n!README.md", paths) == Paths{"a.md"});
    CHECK(ignored("*.md\n!README*.md\nREADME.md", paths) == Paths{"README.md", "a.md"});
    CHECK(ignored("docs\n!docs/keep", paths) == Paths{"docs/a.md"});
    CHECK(ignored("!docs/keep\ndocs", paths) == Paths{"docs/a.md", "docs/keep/a.md"});
    CHECK(ignored("**\n! docs/**/keep/*.md", paths) == Paths{"README.md", "a.md", "docs/a.md"});
    CHECK(IgnorePatterns::parse("a\n!b", "").has_exceptions());
    CHECK_FALSE(IgnorePatterns::parse("a\n#!b", "").has_exceptions());
    CHECK_FALSE(IgnorePatterns{}.ignores("a"));
}

TEST_CASE("containerfile: an ignore file has comments, blanks, CR LF and a byte order mark") {
    CHECK(ignored("\xEF\xBB\xBF# comment\r\n\r\n  a  \r\n#b\n", {"a", "b", "#b", "# comment"}) ==
          Paths{"a"});
    CHECK(ignored(" #b", {"#b"}) == Paths{"#b"});  // only the first column makes a comment
    CHECK(ignored("\\#b\n\\!c", {"#b", "!c"}) == Paths{"#b", "!c"});
}

TEST_CASE("containerfile: a wrong pattern in an ignore file is shown") {
    const auto error = [](const std::string& text) {
        try {
            IgnorePatterns::parse(text, ".containerignore");
            return std::string{"no error"};
        } catch (const containerfile::ParseError& refused) {
            return std::string{refused.what()};
        }
    };
    CHECK(error("ok\n  [a") == ".containerignore:2: the pattern \"[a\" breaks off\n  [a\n  ^");
    CHECK(error("!\n") == ".containerignore:1: an exception from nothing: write !PATTERN\n!\n^");
}

TEST_CASE("containerfile: the ignore file beside the Containerfile comes before the context's") {
    namespace fs = std::filesystem;
    std::string name = (fs::temp_directory_path() / "containerfile-XXXXXX").native();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    const fs::path folder{name};
    const auto find = [&] {
        const auto file = containerfile::find_ignore_file(folder, folder / "x" / "Containerfile");
        return file ? file->lexically_relative(folder).native() : "";
    };
    fs::create_directory(folder / "x");
    CHECK(find().empty());
    for (const char* better : {".dockerignore", ".containerignore", "x/Containerfile.dockerignore",
                               "x/Containerfile.containerignore"}) {
        std::ofstream{folder / better} << "a\n";
        CHECK(find() == better);
    }
    fs::remove_all(folder);
}
