// SPDX-License-Identifier: MIT
//
// COPY and ADD against the rules of the Dockerfile reference: what goes where, and as what.
#include "site.hpp"
#include "support/catch.hpp"

#include <filesystem>

using scene::Site, scene::has;
namespace fs = std::filesystem;

namespace {

struct Rule {
    std::string lines;     ///< After FROM base.
    std::string expected;  ///< What `find /d` shows, sorted, with modes and owners; or an error.
};

/// "PATH MODE UID:GID" of each file, of a directory with a slash, of a symlink with its target.
constexpr auto list =
    "find /d 2>/dev/null | sort | while read f; do "
    "if [ -L \"$f\" ]; then echo \"$f -> $(readlink \"$f\")\"; "
    "elif [ -d \"$f\" ]; then echo \"$f/\"; "
    "else echo \"$f $(stat -c '%a %u:%g' \"$f\")\"; fi; done";

Site context() {
    return Site{};
}

void fill(const Site& site) {
    site.file("a.txt", "a");
    site.file("b.txt", "b", 0755);
    site.file("dir/one", "1");
    site.file("dir/sub/two", "2");
    fs::create_symlink("one", site.context() / "dir" / "link");
    fs::create_symlink("dir", site.context() / "to-dir");
    fs::create_symlink("/etc/hostname", site.context() / "absolute");
    site.file("etc/hostname", "the context's");
}

const std::vector<Rule> rules = {
    // A file to a name, to a directory that is there, to one that is made.
    {"COPY a.txt /d", "/d 644 0:0\n"},
    {"COPY a.txt /d/", "/d/\n/d/a.txt 644 0:0\n"},
    {"COPY a.txt /d/e/f", "/d/\n/d/e/\n/d/e/f 644 0:0\n"},
    {"WORKDIR /d\nCOPY a.txt .", "/d/\n/d/a.txt 644 0:0\n"},
    {"WORKDIR /d\nCOPY a.txt x", "/d/\n/d/x 644 0:0\n"},
    {"RUN mkdir /d\nCOPY a.txt /d", "/d/\n/d/a.txt 644 0:0\n"},
    {"COPY a.txt b.txt /d/", "/d/\n/d/a.txt 644 0:0\n/d/b.txt 755 0:0\n"},
    {"COPY *.txt /d/", "/d/\n/d/a.txt 644 0:0\n/d/b.txt 755 0:0\n"},
    {"COPY [\"a.txt\", \"/d/with blank\"]", "/d/\n/d/with blank 644 0:0\n"},
    {"COPY a.txt b.txt /d", "error: /d/"},
    {"COPY nothing /d", "error: nothing: there is no such file"},
    {"COPY nothing* /d", "error: nothing matches"},
    {"COPY ../../etc/passwd /d", "error: no such file"},
    // Of a directory, what is in it.
    {"COPY dir /d", "/d/\n/d/link -> one\n/d/one 644 0:0\n/d/sub/\n/d/sub/two 644 0:0\n"},
    {"COPY dir/ /d/", "/d/\n/d/link -> one\n/d/one 644 0:0\n/d/sub/\n/d/sub/two 644 0:0\n"},
    {"COPY dir/sub dir/one /d/", "/d/\n/d/one 644 0:0\n/d/two 644 0:0\n"},
    {"COPY to-dir /d", "/d/\n/d/link -> one\n/d/one 644 0:0\n/d/sub/\n/d/sub/two 644 0:0\n"},
    {"COPY --exclude=sub dir /d", "/d/\n/d/link -> one\n/d/one 644 0:0\n"},
    {"COPY --parents dir/sub/two /d/", "/d/\n/d/dir/\n/d/dir/sub/\n/d/dir/sub/two 644 0:0\n"},
    // Looks.
    {"COPY --chmod=600 a.txt /d", "/d 600 0:0\n"},
    {"COPY --chown=7:8 a.txt /d/x", "/d/\n/d/x 644 7:8\n"},
    {"COPY --chown=7 a.txt /d", "/d 644 7:7\n"},
    {"RUN echo me:x:5:6::/:/bin/sh >> /etc/passwd\nCOPY --chown=me a.txt /d", "/d 644 5:6\n"},
    {"COPY --chown=nobody-here a.txt /d", "error: nobody-here"},
    {"USER 9\nCOPY a.txt /d", "/d 644 0:0\n"},
    {"USER 9\nWORKDIR /d\nRUN touch x", "/d/\n/d/x 644 9:0\n"},
    // The image's symlinks are the image's.
    {"RUN mkdir /d && ln -s /d /l\nCOPY a.txt /l/", "/d/\n/d/a.txt 644 0:0\n"},
    {"RUN mkdir /d && ln -s ../../../../d /l\nCOPY dir/one /l", "/d/\n/d/one 644 0:0\n"},
    {"RUN mkdir -p /d/one\nCOPY dir /d", "error: /d/one: is a directory"},
    {"RUN mkdir /d && touch /d/sub\nCOPY dir /d", "error: /d/sub: is no directory"},
    // And the context's are the context's.
    {"COPY absolute /d", "/d 644 0:0\n"},
    // Text, and variables in it.
    {"ENV X=y\nCOPY <<one <<\"two\" /d/\n$X\none\n$X\ntwo\nRUN cat /d/one /d/two > /d/both",
     "/d/\n/d/both 644 0:0\n/d/one 644 0:0\n/d/two 644 0:0\n"},
};

}  // namespace

TEST_CASE("build: COPY puts what where the reference says, as whom it says") {
    const Site site = context();
    fill(site);
    for (const auto& rule : rules) {
        INFO(rule.lines);
        if (rule.expected.starts_with("error: ")) {
            const auto said = site.fails("FROM base\n" + rule.lines + "\n");
            INFO(said);
            CHECK(has(said, rule.expected.substr(7)));
            continue;
        }
        site.must("FROM base\n" + rule.lines + "\n");
        CHECK(site.inside(list) == rule.expected);
    }
}

TEST_CASE("build: an ignore file keeps files out, and exceptions in") {
    const Site site;
    fill(site);
    site.file(".dockerignore", "**/one\n*.txt\n!b.txt\n");
    site.must("FROM base\nCOPY . /d\n");
    CHECK(site.inside("ls /d /d/dir") ==
          "/d:\nContainerfile\nabsolute\nb.txt\ndir\netc\nto-dir\n\n/d/dir:\nlink\nsub\n");
    CHECK(has(site.fails("FROM base\nCOPY a.txt /d\n"), "kept out of the build"));
    site.file(".containerignore", "b.txt\n");  // this name goes first
    site.must("FROM base\nCOPY a.txt /d\n");
}

TEST_CASE("build: ADD unpacks what was packed, whatever it was compressed with, COPY does not") {
    const Site site;
    const auto made = site.shell(
        "cd $store/../context && mkdir in && echo text > in/file && chmod 640 in/file && "
        "tar -cf t.tar --owner=3 --group=4 in && gzip -k t.tar && bzip2 -k t.tar && xz -k t.tar && "
        "zstd -q t.tar -o t.tar.zst");
    INFO(made.output);
    REQUIRE(made.exit_status == 0);
    site.file("plain.gz", "no archive");
    for (const std::string name : {"t.tar", "t.tar.gz", "t.tar.bz2", "t.tar.xz", "t.tar.zst"}) {
        site.must("FROM base\nADD " + name + " /d\n");
        CHECK(site.inside(list) == "/d/\n/d/in/\n/d/in/file 640 3:4\n");
    }
    site.must("FROM base\nADD --chown=1:2 t.tar /d/\n");
    CHECK(site.inside(list) == "/d/\n/d/in/\n/d/in/file 640 1:2\n");
    site.must("FROM base\nADD plain.gz /d/\nCOPY t.tar /d/\n");
    CHECK(site.inside("ls /d") == "plain.gz\nt.tar\n");
}
