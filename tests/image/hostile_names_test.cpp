// SPDX-License-Identifier: MIT
//
// Layers whose names lead out of the layer, or are no names. Each lie has its twin without it.
#include "bench.hpp"
#include "tar.hpp"

using namespace std::string_literals;

TEST_CASE("image: a name with \"..\" is refused, wherever that is") {
    CHECK(Loaded{tar::file("host/secret", "mine")}.read("/host/secret") == "mine");
    for (const auto& name :
         {"../host/secret", "a/../../host/secret", "..", "a/..", "./../x", "a/b/../c"})
        check_layer_refused(tar::file(name, "mine"), "\"..\" would lead out of the layer");
    // As GNU's and pax's long names, too.
    const auto deep = std::string(120, 'd') + "/../../../host/secret";
    check_layer_refused(tar::gnu_long('L', deep) + tar::file("x", "mine"), "\"..\" would lead out");
    check_layer_refused(tar::pax({{"path", deep}}) + tar::file("x", "mine"),
                        "\"..\" would lead out");
    check_layer_refused(tar::directory("../host/new/"), "\"..\" would lead out");
    check_layer_refused(tar::file("../host/.wh.secret", ""), "\"..\" would lead out");
}

TEST_CASE("image: an absolute name is refused") {
    Bench bench;
    auto layout = bench.layout();
    layout.add_image("hostile", {layout::gzip(tar::file(bench.host() / "secret", "mine"))});
    check_refused(bench, layout, "an absolute name");
    check_layer_refused(tar::file("/", ""), "an absolute name");
}

TEST_CASE("image: an entry without a name, or a \"/\" that is no directory, is refused") {
    check_layer_refused(tar::file("", "x"), "it has no name");
    check_layer_refused(tar::file(".", "x"), "only a directory can be \"/\"");
    check_layer_refused(tar::symlink("./", "/etc"), "only a directory can be \"/\"");
    Loaded good{tar::directory("./", 0711) + tar::file("./a", "x")};
    CHECK(good.read("/a") == "x");
}

TEST_CASE("image: a name of 255 bytes is one, a longer one is refused") {
    const std::string longest(255, 'n'), too_long(256, 'n');
    const auto named = [](const std::string& name) {
        return tar::pax({{"path", name}}) + tar::file("x", "content");
    };
    CHECK(Loaded{named(longest)}.read("/" + longest) == "content");
    check_layer_refused(named(too_long), "File name too long");
    check_layer_refused(tar::gnu_long('L', too_long) + tar::directory("x"), "File name too long");
    check_layer_refused(named(too_long + "/x"), "File name too long");

    std::string path;
    while (path.size() < 4000) path += "directory/";
    CHECK(Loaded{named(path + "x")}.read("/" + path + "x") == "content");
    while (path.size() < 5000) path += "directory/";
    check_layer_refused(named(path + "x"), "File name too long");
}

TEST_CASE("image: a name may have any other byte, and a message shows none that a terminal obeys") {
    const auto strange = "new\nline\x1b[31m\xff\xfe"s;
    CHECK(Loaded{tar::file(strange, "content")}.read("/" + strange) == "content");
    check_layer_refused(tar::file(strange + "/../x", ""), "new\\nline\\x1b[31m");
}

/// libarchive reads a pax name up to its first NUL; there is no way to tell a program the rest.
TEST_CASE("image: a name ends at a NUL") {
    CHECK(
        Loaded{tar::pax({{"path", "name\0/../../host/secret"s}}) + tar::file("x", "content")}.read(
            "/name") == "content");
}

TEST_CASE("image: a file is no directory, and something in its place ends it") {
    check_layer_refused(tar::file("a", "1") + tar::file("a/b", "2"), "a is no directory");
    check_layer_refused(tar::file("a", "1") + tar::file("a/b/c/d", "2"), "a is no directory");
    const auto twice = tar::file("a", "1") + tar::directory("a") + tar::file("a/b", "2");
    CHECK(Loaded{twice}.read("/a/b") == "2");
}

TEST_CASE("image: of several entries with one name, the last is there, whatever the others were") {
    const std::vector<std::string> others{
        tar::file("a", "first"),  tar::symlink("a", "/etc/passwd"),
        tar::fifo("a"),           tar::device('3', "a", 1, 3),
        tar::hard_link("a", "b"), tar::directory("a") + tar::file("a/x", "below"),
        tar::file(".wh.a", "")};
    for (const auto& other : others) {
        const auto entries = tar::file("b", "b") + other + tar::file("a", "last");
        Loaded good{entries};
        CHECK(good.read("/a") == "last");
        CHECK(good.read("/b") == "b");
    }
    const auto directory_last = tar::fifo("a") + tar::directory("a") + tar::file("a/x", "below");
    CHECK(Loaded{directory_last}.read("/a/x") == "below");
}
