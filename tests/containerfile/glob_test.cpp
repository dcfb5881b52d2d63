// SPDX-License-Identifier: MIT
//
// Patterns of paths: those of Go's filepath.Match, and ** beside them.
#include "containerfile/glob.hpp"
#include "support/catch.hpp"

#include <stdexcept>

using containerfile::Glob;

namespace {

struct Case {
    const char* pattern;
    const char* text;
    bool matches;
};

void check(Glob::Rules rules, const std::vector<Case>& cases) {
    for (const auto& [pattern, text, matches] : cases) {
        INFO(pattern << " and " << text);
        CHECK(Glob{pattern, rules}.matches(text) == matches);
    }
}

std::string error(const char* pattern) {
    try {
        return Glob{pattern}.matches("") ? "it matches" : "no error";
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("containerfile: a pattern matches a path as Go's filepath.Match says") {
    check(Glob::Rules::path, {{"abc", "abc", true},
                              {"*", "abc", true},
                              {"*", "", true},
                              {"*c", "abc", true},
                              {"a*", "a", true},
                              {"a*", "ab/c", false},
                              {"a*/b", "abc/b", true},
                              {"a*/b", "a/c/b", false},
                              {"**", "a/b", false},
                              {"a*b*c*d*e*/f", "axbxcxdxe/f", true},
                              {"a*b*c*d*e*/f", "axbxcxdxe/xxx/f", false},
                              {"a*b?c*x", "abxbbxdbxebxczzx", true},
                              {"a*b?c*x", "abxbbxdbxebxczzy", false},
                              {"ab[c]", "abc", true},
                              {"ab[b-d]", "abc", true},
                              {"ab[e-g]", "abc", false},
                              {"ab[^c]", "abc", false},
                              {"ab[^e-g]", "abc", true},
                              {"[a-cx-z]?", "y1", true},
                              {"a\\*b", "a*b", true},
                              {"a\\*b", "axb", false},
                              {"a?b", "aüb", true},
                              {"a[^a]b", "aüb", true},
                              {"a???b", "aüb", false},
                              {"[a-ζ]*", "α", true},
                              {"*[a-ζ]", "A", false},
                              {"a?b", "a/b", false},
                              {"[\\]a]", "]", true},
                              {"[\\-]", "-", true},
                              {"[x\\-]", "-", true},
                              {"*x", "xxx", true},
                              {"", "", true},
                              {"", "a", false}});
}

TEST_CASE("containerfile: ** is any number of directories") {
    check(Glob::Rules::tree, {{"**", "a/b/c", true},
                              {"**/c", "c", true},
                              {"**/c", "a/b/c", true},
                              {"**/c", "a/bc", false},
                              {"a/**", "a/b/c", true},
                              {"a/**", "a", false},
                              {"a/**/c", "a/c", true},
                              {"a/**/c", "a/b/b/c", true},
                              {"a/**/c", "a/bc", false},
                              {"**/*.go", "x/y/z.go", true},
                              {"**/a/**/b", "x/a/y/z/b", true},
                              {"**/a/**/b", "x/y/z/b", false},
                              {"a**b", "ab", true},
                              {"a**b", "ax/b", true},
                              {"a**b", "axb", false}});
}

TEST_CASE("containerfile: a pattern that is none is named") {
    CHECK(error("[a") == "the pattern \"[a\" breaks off");
    CHECK(error("a\\") == "the pattern \"a\\\" breaks off");
    CHECK(error("[^") == "the pattern \"[^\" breaks off");
    CHECK(error("[a-") == "the pattern \"[a-\" breaks off");
    const std::string reason = " has a set without a character where there must be one: write \\";
    CHECK(error("[]a]") == "the pattern \"[]a]\"" + reason + "]");
    CHECK(error("[-x]") == "the pattern \"[-x]\"" + reason + "-");
    CHECK(error("[x-]") == "the pattern \"[x-]\"" + reason + "]");
}
