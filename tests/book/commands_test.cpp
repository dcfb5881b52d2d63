// SPDX-License-Identifier: MIT
// A lesson that says something else than the programs is found out.
#include "book/commands.hpp"
#include "support/catch.hpp"

using namespace book;

TEST_CASE("book: the commands of a lesson are read with what they print") {
    const auto commands = commands_of(
        "text\n```sh\n$ not this\n```\n```console\n$ cat <<E\n> in\n> E\nin\n$ true\n$ ls\na  b\n"
        "c\n```\n$ nor this\n");
    REQUIRE(commands.size() == 3);
    CHECK(commands[0].typed == "cat <<E\nin\nE");
    CHECK(commands[0].shown == std::vector<std::string>{"in"});
    CHECK(commands[1].shown.empty());
    CHECK(commands[2].line == 11);
    CHECK(commands[2].shown == std::vector<std::string>{"a b", "c"});
}

TEST_CASE("book: each command's output is its own") {
    CHECK(outputs_of("a\n\036\n\036\nb\nc\n\036\nrest") ==
          std::vector<std::string>{"a\n", "", "b\nc\n"});
}

TEST_CASE("book: what is shown is what is printed, but for dots and blanks") {
    CHECK(agrees({}, ""));
    CHECK(agrees({"a b"}, "a    b  \n"));
    CHECK(agrees({"a...z"}, "a to z\n"));
    CHECK(agrees({"a...", "..."}, "a\nb\nc\n"));
    CHECK(agrees({"first", "...", "last"}, "first\nlast\n"));

    CHECK_FALSE(agrees({}, "a\n"));
    CHECK_FALSE(agrees({"a"}, ""));
    CHECK_FALSE(agrees({"a b"}, "ab\n"));
    CHECK_FALSE(agrees({"a...z"}, "a to y\n"));
    CHECK_FALSE(agrees({"first", "...", "last"}, "first\nlast\nmore\n"));
    CHECK_FALSE(agrees({"a", "b"}, "b\na\n"));
}
