// SPDX-License-Identifier: MIT
//
// What words become. hello="world", empty="", path="/usr/local/bin:/usr/bin", v="1.22.333",
// stars="a*b?c", name="a.tar.gz", words="two words", utf="schön"; nothing else is set.
#include "containerfile/expand.hpp"
#include "support/catch.hpp"

#include <map>

using containerfile::ExpansionError;
using containerfile::Word;

namespace {

std::optional<std::string> lookup(std::string_view name) {
    static const std::map<std::string, std::string, std::less<>> variables{
        {"hello", "world"}, {"empty", ""},         {"path", "/usr/local/bin:/usr/bin"},
        {"v", "1.22.333"},  {"stars", "a*b?c"},    {"name", "a.tar.gz"},
        {"utf", "schön"},   {"_x1", "underscore"}, {"words", "two words"}};
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional{found->second};
}

std::string expand(const std::string& text, char escape = '\\',
                   Word::Kind kind = Word::Kind::shell) {
    return containerfile::expand({text, kind, {}}, escape, lookup);
}

std::string error(const std::string& text) {
    try {
        return "no error, but " + expand(text);
    } catch (const ExpansionError& error) {
        return error.what();
    }
}

struct Case {
    const char* text;
    const char* result;
};

void check(const std::vector<Case>& cases) {
    for (const auto& [text, result] : cases) {
        INFO(text);
        CHECK(expand(text) == result);
    }
}

}  // namespace

TEST_CASE("containerfile: a variable is its value, and empty if it is not set") {
    check({{"$hello", "world"},
           {"${hello}", "world"},
           {"$hello.txt", "world.txt"},
           {"$hellox", ""},
           {"${hello}x", "worldx"},
           {"$_x1", "underscore"},
           {"a$nothing-b", "a-b"},
           {"$", "$"},
           {"$$hello", "hello"},  // $$ is a parameter of the shell's: never set here
           {"$1x", "x"},
           {"$/ $. a$", "$/ $. a$"},
           {"ä$hello", "äworld"},
           {"", ""}});
}

TEST_CASE("containerfile: quotes and escapes come off, and say what is special") {
    check({{"'$hello'", "$hello"},
           {"\"$hello\"", "world"},
           {"'a'\"b\"c", "abc"},
           {"'\"'\"'\"", "\"'"},
           {"'a\\b'", "a\\b"},
           {"\\$hello", "$hello"},
           {"\\${hello}", "${hello}"},
           {"\\\\$hello", "\\world"},
           {"\\a\\'\\\"", "a'\""},
           {"a\\", "a"},
           {"\"\\$hello \\\" \\\\ \\n \\'\"", "$hello \" \\ \\n \\'"},
           {"\"a 'b' c\"", "a 'b' c"},
           {"\"\"''", ""},
           {"a b  c", "a b  c"}});
    CHECK(error("it's") == "the quote ' is never closed: put \\ before one that quotes nothing");
    CHECK(error("\"$hello") ==
          "the quote \" is never closed: put \\ before one that quotes nothing");
    CHECK(error("\"a\\") == "the quote \" is never closed: put \\ before one that quotes nothing");
}

TEST_CASE("containerfile: a value may have a stand-in, and its absence be an error") {
    check({{"${hello:-x}", "world"},
           {"${empty:-x}", "x"},
           {"${nothing:-x}", "x"},
           {"${hello-x}", "world"},
           {"${empty-x}", ""},
           {"${nothing-x}", "x"},
           {"${hello:+x}", "x"},
           {"${empty:+x}", ""},
           {"${nothing:+x}", ""},
           {"${hello+x}", "x"},
           {"${empty+x}", "x"},
           {"${nothing+x}", ""},
           {"${hello:?x}", "world"},
           {"${empty?x}", ""},
           {"${nothing:-$hello}", "world"},
           {"${nothing:-${empty:-${hello}}}", "world"},
           {"${nothing:-a b}", "a b"},
           {"${nothing:-\"a } b\"}", "a } b"},
           {"${nothing:-'$hello'}", "$hello"},
           {"\"${nothing:-\"$hello\"}\"", "world"},
           {"${nothing:-a\\}b}", "a}b"},
           {"${nothing:-}", ""},
           {"a${nothing:-b}c", "abc"}});
    CHECK(error("${nothing:?}") == "nothing: must be set");
    CHECK(error("${empty:?}") == "empty: must not be empty");
    CHECK(error("${nothing?tell me}") == "nothing: tell me");
    CHECK(error("${empty:?say $hello}") == "empty: say world");
}

TEST_CASE("containerfile: the ends of a value can be taken off by a pattern") {
    check({{"${v#*.}", "22.333"},
           {"${v##*.}", "333"},
           {"${v%.*}", "1.22"},
           {"${v%%.*}", "1"},
           {"${v#1.}", "22.333"},
           {"${v#x}", "1.22.333"},
           {"${v#}", "1.22.333"},
           {"${v##*}", ""},
           {"${v#*}", "1.22.333"},
           {"${v%?}", "1.22.33"},
           {"${v%%??}", "1.22.3"},
           {"${path##*/}", "bin"},
           {"${path%%:*}", "/usr/local/bin"},
           {"${name%.gz}", "a.tar"},
           {"${name%$empty.gz}", "a.tar"},
           {"${stars#a\\*}", "b?c"},
           {"${stars%\\?c}", "a*b"},
           {"${stars#a\\?}", "a*b?c"},
           {"${stars#\\}}", "a*b?c"},
           {"${stars#'a'}", "*b?c"},
           {"${v#[1]}", "1.22.333"},  // there are no sets
           {"${utf%?n}", "sch"},
           {"${nothing#a}", ""}});
}

TEST_CASE("containerfile: parts of a value can be replaced") {
    check({{"${v/2/x}", "1.x2.333"},
           {"${v//2/x}", "1.xx.333"},
           {"${v//./-}", "1-22-333"},
           {"${v/.*./-}", "1-333"},
           {"${v//?/x}", "xxxxxxxx"},
           {"${v//*/x}", "x"},
           {"${v/x/y}", "1.22.333"},
           {"${path//\\//_}", "_usr_local_bin:_usr_bin"},
           {"${path/usr\\/local/opt}", "/opt/bin:/usr/bin"},
           {"${hello/o/$v}", "w1.22.333rld"},
           {"${hello/o/\\}}", "w}rld"},
           {"${hello/o/}", "wrld"},
           {"${stars//\\?/x}", "a*bxc"},
           {"${utf/?n/on}", "schon"},
           {"${nothing/a/b}", ""},
           {"${hello//$empty/x}", "world"}});
}

TEST_CASE("containerfile: a form that there is none of is an error that names those there are") {
    CHECK(error("${") == "a ${ without a name: write ${NAME}");
    CHECK(error("${}") == "a ${ without a name: write ${NAME}");
    CHECK(error("${{a}") == "a ${ without a name: write ${NAME}");
    CHECK(error("${:-x}") == "a ${ without a name: write ${NAME}");
    CHECK(error("${hello") == "a ${ without its }");
    CHECK(error("${hello:") == "a ${ without its }");
    CHECK(error("${hello:-x") == "a ${ without its }");
    CHECK(error("${hello:-'}'") == "a ${ without its }");
    CHECK(error("${hello/o/x") == "a ${ without its }");
    CHECK(error("${hello/o}") == "a ${X/ without its second /: write ${X/PATTERN/INSTEAD}");
    const std::string forms = ": there are :- :+ :? - + ? # ## % %% / and //";
    CHECK(error("${hello!x}") == "there is no ${hello!" + forms);
    CHECK(error("${hello:#x}") == "there is no ${hello:#" + forms);
    CHECK(error("${hello:/a/b}") == "there is no ${hello:/" + forms);
    CHECK(error("${hello:2}") == "there is no ${hello:2" + forms);
    CHECK(error("${a.b}") == "there is no ${a." + forms);
    CHECK(error("${hello#\\") == "a ${ without its }");
    CHECK(error("${hello#'\\'}") == "the pattern \"\\\" breaks off");
    CHECK(error("${hello/'\\'/}") == "the pattern \"\\\" breaks off");
}

TEST_CASE("containerfile: the escape may be a backquote") {
    CHECK(expand("c:\\$hello", '`') == "c:\\world");
    CHECK(expand("`$hello``", '`') == "$hello`");
    CHECK(expand("\"a\\b`\"c\"", '`') == "a\\b\"c");
    CHECK(expand("${stars#a`*}", '`') == "b?c");
}

TEST_CASE("containerfile: in a here-document quotes are characters") {
    const auto document = [](const char* text) { return expand(text, '`', Word::Kind::document); };
    CHECK(document("it's \"$hello\"\n") == "it's \"world\"\n");
    CHECK(document("\\$hello \\\\ `$hello\n\\\n") == "$hello \\ `world\n\n");
    CHECK(expand("$hello '\\", '\\', Word::Kind::literal) == "$hello '\\");
}

TEST_CASE("containerfile: EXPOSE is cut into words after expansion") {
    const auto words = [](const std::string& text) {
        return containerfile::expand_to_words({text, Word::Kind::shell, {}}, '\\', lookup);
    };
    using Words = std::vector<std::string>;
    CHECK(words("  a b\tc ") == Words{"a", "b", "c"});
    CHECK(words("$words x$words") == Words{"two", "words", "xtwo", "words"});
    CHECK(words("\"$words\" 'a b'c d\\ e") == Words{"two words", "a bc", "d e"});
    CHECK(words("$nothing '' \"\"").empty());
    CHECK(containerfile::expand_to_words({"a $b", Word::Kind::literal, {}}, '\\', lookup) ==
          Words{"a $b"});
}
