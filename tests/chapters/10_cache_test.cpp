// SPDX-License-Identifier: MIT
// Chapter 10: what an earlier build has made is not made again, unless it would be another thing.
#include "chapters/builds.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <ctime>

using namespace support;

namespace {

const std::string lesson = "chapters/10-images/README.md, ";

/// A step that leaves another file each time it is run.
const std::string chance = "RUN cat /proc/sys/kernel/random/uuid > /chance\n";

/// What that file says after building `text`.
std::string chance_in(BuildHost& host, const std::string& text, const Words& options = {}) {
    host.make(text, options);
    return host.file("/chance");
}

/// Requires that a step after `before` is made again once that has become `after`, and not while it
/// is what it was.
void expect_made_again(const std::string& what, const std::string& before,
                       const std::string& after) {
    BuildHost host;
    const auto first = chance_in(host, "FROM base\n" + before + chance);
    expect_equal("the random number of a RUN that was there before",
                 chance_in(host, "FROM base\n" + before + chance), first);
    expect(chance_in(host, "FROM base\n" + after + chance) != first,
           fmt::format("after {}, the RUN below has left the same random number", what),
           "it is run again");
    expect_equal("and with the first text again", chance_in(host, "FROM base\n" + before + chance),
                 first);
}

}  // namespace

TEST_CASE("10 images: a step is not made twice", "[10+]") {
    judge({"10.cache",
           {"10.builds"},
           "Most builds change the last lines of a file; the others take a moment, or an hour.",
           lesson + "The cache"},
          [] {
              BuildHost host;
              const auto text = "FROM base\nENV A=1\n" + chance + "RUN echo x > /x\n";
              const auto first = chance_in(host, text);
              const auto digest = host.digest();
              eventually([now = std::time(nullptr)] { return std::time(nullptr) > now; });
              expect_equal("the random number after the second build", chance_in(host, text),
                           first);
              expect_equal("the image's digest a second later", host.digest(), digest);
          });
}

TEST_CASE("10 images: a step that changed nothing is not made twice either", "[10+]") {
    judge({"10.cache-nothing",
           {"10.cache"},
           "A test suite that passes leaves no file.",
           lesson + "The cache"},
          [] {
              BuildHost host;
              const std::string mount = "RUN --mount=type=cache,target=/var ";
              const auto text = "FROM base\n" + mount + "echo ran >> /var/log\n";
              host.make(text);
              host.make(text);
              host.make("FROM base\n" + mount + "cp /var/log /log\n");
              expect_equal("what it notes each time that it runs", host.file("/log"), "ran\n");
          });
}

TEST_CASE("10 images: with --no-cache every step is made", "[10+]") {
    judge({"10.no-cache",
           {"10.cache"},
           "What a step does can depend on more than its text: the day, or a server.",
           lesson + "The cache; docker build, --no-cache"},
          [] {
              BuildHost host;
              const auto text = "FROM base\n" + chance;
              const auto first = chance_in(host, text);
              expect(chance_in(host, text, {"--no-cache"}) != first,
                     "with --no-cache, RUN has left the same random number", "it is run again");
          });
}

TEST_CASE("10 images: what comes after a step that was made is made, too", "[10+]") {
    judge({"10.cache-later",
           {"10.cache"},
           "It may read what that step has made.",
           lesson + "The cache"},
          [] {
              expect_made_again("another RUN", "RUN echo a > /a\n", "RUN echo b > /a\n");
              expect_made_again("two RUNs in another order", "RUN echo a > /a\nRUN echo b > /b\n",
                                "RUN echo b > /b\nRUN echo a > /a\n");
          });
}

TEST_CASE("10 images: a file that has changed is copied again", "[10+]") {
    judge({"10.cache-content",
           {"10.cache"},
           "COPY is the same line with another meaning.",
           lesson + "The cache"},
          [] {
              BuildHost host;
              const auto text = "FROM base\nCOPY file other /at/\n" + chance;
              const auto word = random_word();
              host.write("file", word);
              host.write("other", "same");
              host.write("elsewhere", "one");
              const auto first = chance_in(host, text);
              host.write("file", word);
              host.write("elsewhere", "two");
              expect_equal(
                  "the random number after a file was written again as it was, and one "
                  "that is not copied became another",
                  chance_in(host, text), first);
              const auto other = random_word();
              host.write("file", other);
              const auto second = chance_in(host, text);
              expect_equal("the copy after the file changed", host.file("/at/file"), other);
              expect(second != first, "the RUN after it has left the same random number",
                     "it is run again");
              std::filesystem::permissions(host.context() / "file", std::filesystem::perms{0755});
              host.make(text);
              expect_equal("its mode after that was changed",
                           host.run({"/bin/stat", "-c", "%a", "/at/file"}), "755\n");
          });
}

TEST_CASE("10 images: a step in another configuration is another step", "[10+]") {
    judge({"10.cache-config",
           {"10.cache-later"},
           "Its text is the same, and who runs it, or where, is not.",
           lesson + "The cache"},
          [] {
              expect_made_again("another USER", "RUN chmod 1777 /\nUSER 10\n",
                                "RUN chmod 1777 /\nUSER 11\n");
              expect_made_again("another ENV", "ENV A=1\n", "ENV A=2\n");
              expect_made_again("another SHELL", "SHELL [\"/bin/sh\", \"-c\"]\n",
                                "SHELL [\"/bin/sh\", \"-ec\"]\n");
          });
}

TEST_CASE("10 images: the same step on another base is another step", "[10+]") {
    judge({"10.cache-base",
           {"10.cache"},
           "debian today is not debian of last year, under the same name.",
           lesson + "The cache"},
          [] {
              BuildHost host;
              const auto parent = [&](const std::string& word) {
                  host.make("FROM base\nRUN echo " + word + " > /word\n", {"-t", "parent"});
              };
              const std::string text = "FROM parent\nRUN cp /word /copy\n";
              for (int i = 0; i < 2; ++i) {
                  const auto word = random_word();
                  parent(word);
                  host.make(text);
                  expect_equal("the copy of what is in the base now", host.file("/copy"),
                               word + "\n");
              }
          });
}

TEST_CASE("10 images: a step is what its variables make of it", "[10+]") {
    judge({"10.cache-arg",
           {"10.cache"},
           "The line COPY $file / is the same, and the file is not.",
           lesson + "The cache; Dockerfile reference, \"Impact on build caching\""},
          [] {
              BuildHost host;
              host.write("one", "1");
              host.write("two", "2");
              const std::string text =
                  "FROM base\nARG which\nWORKDIR /at/$which\nCOPY one two /\nRUN "
                  "echo $which > /which\n";
              for (const std::string value : {"one", "two"}) {
                  host.make(text, {"--build-arg", "which=" + value});
                  expect_equal("with --build-arg which=" + value + ", what RUN sees",
                               host.file("/which"), value + "\n");
                  expect_equal("the working directory", host.config().value("WorkingDir", ""),
                               "/at/" + value);
              }
              const auto unused = "FROM base\nARG later=0\n" + chance;
              const auto first = chance_in(host, "FROM base\n" + chance + "ARG later=0\n");
              expect_equal("an argument that comes after the RUN",
                           chance_in(host, "FROM base\n" + chance + "ARG later=0\n",
                                     {"--build-arg", "later=1"}),
                           first);
              host.make(unused);
          });
}
