// SPDX-License-Identifier: MIT
// Chapter 10: a build that fails says where, makes no image, and leaves nothing behind.
#include "chapters/builds.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

using namespace support;

namespace {

const std::string lesson = "chapters/10-images/README.md, ";

}  // namespace

TEST_CASE("10 images: a command that fails ends the build, and there is no image", "[10+]") {
    judge({"10.failing-run",
           {"10.builds"},
           "An image of which one step has failed looks like one that is whole.",
           lesson + "Errors"},
          [] {
              BuildHost host;
              host.host().say({"images"});
              const auto said = host.build(
                  "FROM base\nRUN echo x > /x\nRUN echo saying so; exit 7\nRUN echo never\n");
              expect(said.exit_status != 0, "the build's exit status is 0", "it is another one");
              expect_contains("build: what it says", said.output, "Containerfile:3");
              expect_contains("build: what it says", said.output, "7");
              expect_contains("what the command has said", said.output, "saying so");
              expect_lacks("what was run after it", said.output, "\nnever\n");
              expect_lacks("the images after that", host.host().say({"images"}), "image:latest");
          });
}

TEST_CASE("10 images: a step that has failed is tried again", "[10+]") {
    judge({"10.tried-again",
           {"10.failing-run", "10.cache"},
           "The step was not made: there is nothing to be recalled.",
           lesson + "The cache"},
          [] {
              BuildHost host;
              const std::string text =
                  "FROM base\nRUN --mount=type=cache,target=/var echo x >> "
                  "/var/x && cat /var/x && grep -c x /var/x | grep 2\n";
              expect(host.build(text).exit_status != 0, "a RUN that fails has not failed",
                     "the build fails");
              host.make(text);
              expect(host.build("FROM base\nRUN exit 3\n").exit_status != 0,
                     "a RUN that fails has not failed", "the build fails");
              expect(host.build("FROM base\nRUN exit 3\n").exit_status != 0,
                     "the second time, the build is content with the step that has failed",
                     "the build fails again");
          });
}

TEST_CASE("10 images: what is wrong with a file is shown with its line", "[10+]") {
    judge({"10.errors", {"10.builds"}, "Whoever wrote it must find it.", lesson + "Errors"}, [] {
        BuildHost host;
        const auto none = random_word();
        host.expect_refused("FROM base\nRUM true\n", "Containerfile:2");
        host.expect_refused("FROM base\nCOPY " + none + " /\n", none);
        host.expect_refused("FROM base\nENV A=1\nCOPY " + none + " /\n", "Containerfile:3");
        host.expect_refused("FROM base\nUSER nobody-here\nRUN true\n", "nobody-here");
        host.expect_refused("FROM base\nCOPY ${" + none + ":?must be set} /\n", "must be set");
    });
}

TEST_CASE("10 images: COPY gets at the context, and at nothing else", "[10+]") {
    judge({"10.context",
           {"10.builds"},
           "A Containerfile comes from somebody else, and is built by root.",
           lesson + "Errors; Dockerfile reference, COPY"},
          [] {
              BuildHost host;
              const auto word = random_word();
              write_file(host.host().box().directory() / "outside", word);
              std::filesystem::create_symlink("../outside", host.context() / "relative");
              std::filesystem::create_symlink(host.host().box().directory() / "outside",
                                              host.context() / "absolute");
              std::filesystem::create_directory_symlink("..", host.context() / "up");
              for (const std::string source :
                   {"../outside", "/../outside", "up/outside", "relative", "absolute"}) {
                  const auto built = host.build("FROM base\nCOPY " + source + " /copy\n");
                  if (built.exit_status == 0)  // then it is the link itself, or nothing
                      expect_lacks("what COPY " + source + " /copy has copied",
                                   host.run({"/bin/sh", "-c", "cat /copy 2>&1; true"}), word);
              }
              host.write("file", "x");
              host.make(
                  "FROM base\nRUN ln -s /tmp /out && ln -s ../../../../tmp /up\nCOPY file /out/" +
                  word + "\nCOPY file /up/" + word + "2\n");
              expect_equal("what COPY through links of the image has copied",
                           host.run({"/bin/cat", "/tmp/" + word, "/tmp/" + word + "2"}), "xx");
              for (const auto& planted : {"/tmp/" + word, "/tmp/" + word + "2"})
                  expect(!std::filesystem::exists(host.host().seen(planted)),
                         "COPY has followed a link of the image to " + planted + " of the host",
                         "the link leads to a place in the image");
          });
}

TEST_CASE("10 images: a build leaves nothing behind but images", "[10+]") {
    judge({"10.left",
           {"10.failing-run"},
           "A mount, a process or a half-made layer for each build that failed.",
           lesson + "Nothing is left"},
          [] {
              BuildHost host;
              host.make("FROM base\nRUN echo x > /x\n");
              expect_equal("what a build left behind", host.host().left(), "");
              host.build("FROM base\nRUN exit 1\n");
              host.build("FROM base\nCOPY nothing /\n");
              expect_equal("what builds that failed left behind", host.host().left(), "");
          });
}

TEST_CASE("10 images: of a build that was killed, the next run leaves nothing", "[10+]") {
    judge({"10.killed",
           {"10.left"},
           "Nobody can tidy up after SIGKILL, but the next one can, and nothing may go on running.",
           lesson + "Nothing is left; signal(7), SIGKILL"},
          [] {
              BuildHost host;
              const auto place = host.host().box().directory();
              write_file(place / "Containerfile",
                         "FROM base\nRUN echo x > /x\nRUN echo y > /y && sleep 77\n");
              const auto said = host.host().shell(fmt::format(
                  "cd {}; runs() {{ cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -q "
                  "'[s]leep 77'; }}; "
                  "\"$program\" build --network none -t image -f Containerfile context >log 2>&1 & "
                  "for i in $(seq 200); do runs && break; sleep 0.05; done; runs && echo it runs; "
                  "kill -9 $!; wait; for i in $(seq 200); do runs || break; sleep 0.05; done; "
                  "runs && echo it still runs; \"$program\" run --network none "
                  "base /bin/true; \"$program\" images",
                  place.native()));
              expect_lacks("what the one that was killed has started", said.output, "still");
              expect_contains("of the RUN that is to be killed", said.output, "it runs\n");
              expect_lacks("the images after that", said.output, "image:latest");
              expect_equal("what is left behind", host.host().left(), "");
              host.make("FROM base\nRUN echo x > /x\nRUN echo y > /y\n");
              expect_equal("what the next build makes", host.file("/x"), "x\n");
          });
}

TEST_CASE("10 images: two builds at once do not get in each other's way", "[10+]") {
    judge({"10.at-once",
           {"10.cache"},
           "A server for builds does nothing else.",
           lesson + "Nothing is left"},
          [] {
              BuildHost host;
              const auto place = host.host().box().directory().native();
              for (const std::string name : {"a", "b", "c"})
                  write_file(host.host().box().directory() / name,
                             "FROM base\nRUN echo common > /common && sleep 0.2\nRUN echo " + name +
                                 " > /own\n");
              const auto built = host.host().shell(fmt::format(
                  "cd {}; for i in a b c; do \"$program\" build --network none -t image-$i -f $i "
                  "context >log-$i 2>&1 || cat log-$i & done; wait",
                  place));
              expect_equal("what they say that cannot be built", built.output, "");
              for (const std::string name : {"a", "b", "c"})
                  expect_equal("the file of " + name,
                               host.host().in("image-" + name, {"/bin/cat", "/common", "/own"}),
                               "common\n" + name + "\n");
          });
}

TEST_CASE("10 images: a secret is in no layer, and not in the configuration", "[10+]") {
    judge({"10.secret",
           {"10.builds"},
           "ARG and COPY both stay in the image: in its history, or in a layer that a later one "
           "only hides.",
           lesson + "What RUN may use; docker build, --secret"},
          [] {
              BuildHost host;
              const auto word = random_word(24);
              const auto file = host.host().box().directory() / "key";
              write_file(file, word);
              host.make(
                  "FROM base\nRUN --mount=type=secret,id=key test \"$(cat "
                  "/run/secrets/key)\" = " +
                      word.substr(0, 12) + "\"" + word.substr(12) + "\" && echo ok > /ok\n",
                  {"--secret", "id=key,src=" + file.native()});
              expect_equal("that RUN could read it", host.file("/ok"), "ok\n");
              for (const auto& layer : host.layers()) expect_lacks("a layer", layer, "secrets/key");
              expect_lacks("the configuration", host.whole_config().dump(), word);
          });
}

TEST_CASE("10 images: a poisoned base is refused", "[10+]") {
    judge({"10.poisoned",
           {"10.builds"},
           "A digest is worth something only if somebody compares it.",
           lesson + "What it begins with; image-spec, descriptor.md, \"Digests\""},
          [] {
              BuildHost host;
              const auto layout = host.host().box().directory() / "poisoned";
              write_layout(layout, "poisoned", {programs(), {{"etc-motd", "as it was signed"}}});
              const auto found = run_tool({"grep", "-lr", "as it was signed", layout / "blobs"});
              const Path blob = found.output.substr(0, found.output.find('\n'));
              auto bytes = read_file(blob);
              bytes.replace(bytes.find("signed"), 6, "hacked");
              write_file(blob, bytes);
              host.host().expect_refused({"load", layout}, "sha256");
              host.expect_refused("FROM poisoned\nRUN true\n", "poisoned");
          });
}
