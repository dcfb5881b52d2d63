// SPDX-License-Identifier: MIT
// Chapter 10: what the instructions of a Containerfile leave in the image.
#include "chapters/builds.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

using namespace support;
using nlohmann::json;

namespace {

const std::string lesson = "chapters/10-images/README.md, ";

/// The names that a layer has.
bool has_line(const std::string& text, const std::string& line) {
    return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("10 images: a Containerfile becomes an image that runs", "[10+]") {
    judge({"10.builds",
           {"07.layers-order"},
           "It is what all other checks begin with.",
           lesson + "From steps to layers; Dockerfile reference"},
          [] {
              BuildHost host;
              const auto word = random_word();
              host.write("file", word + "\n");
              host.make("FROM base\nCOPY file /\nRUN cat file > /copied && echo more >> /copied\n");
              expect_equal("what RUN made of what COPY copied", host.file("/copied"),
                           word + "\nmore\n");
              expect_equal("the copied file", host.file("/file"), word + "\n");
          });
}

TEST_CASE("10 images: FROM scratch begins with nothing", "[10+]") {
    judge({"10.scratch",
           {"10.builds"},
           "It is the proof that an image needs no distribution.",
           lesson + "What it begins with; Dockerfile reference, FROM"},
          [] {
              BuildHost host;
              std::filesystem::copy(build_directory() / "rootfs/bin/probe",
                                    host.context() / "probe");
              host.make("FROM scratch\nCOPY probe /\n");
              expect_equal("the number of layers", host.layers().size(), 1U);
              expect_equal("the names in the layer", host.layers().at(0), "probe\n");
              expect_contains("what its program says", host.run({"/probe", "list", "/"}), "probe");
          });
}

TEST_CASE("10 images: each step leaves a layer with what it changed, and no other", "[10+]") {
    judge({"10.layers",
           {"10.builds"},
           "Layers are what images share. One that holds more is not shared, and one in the wrong "
           "place hides others.",
           lesson + "From steps to layers; image-spec, layer.md"},
          [] {
              BuildHost host;
              host.write("one", "1\n");
              host.write("two", "2\n");
              host.make(
                  "FROM base\nCOPY one /file\nRUN true\nRUN echo x > /new\n"
                  "COPY two /file\nENV A=b\n");
              const auto layers = host.layers();
              expect_equal("the number of layers: base's, two of COPY, one of the RUN that wrote",
                           layers.size(), 4U);
              expect_equal("that of COPY one /file", layers[1], "file\n");
              expect_equal("that of RUN echo x > /new", layers[2], "new\n");
              expect_equal("that of COPY two /file", layers[3], "file\n");
              expect_equal("the number of digests in the configuration", host.diff_ids().size(),
                           4U);
              expect_equal("the file that two steps wrote", host.file("/file"), "2\n");
          });
}

TEST_CASE("10 images: what a step deletes, its layer hides", "[10+]") {
    judge({"10.deleted",
           {"10.layers"},
           "The layer below keeps the file: nothing that an image once had can be taken out again.",
           lesson + "From steps to layers; image-spec, layer.md, \"Whiteouts\""},
          [] {
              BuildHost host;
              host.make(
                  "FROM base\nRUN mkdir /d && echo 1 > /d/one && echo 2 > /d/two && echo 3 > "
                  "/three\nRUN rm /d/one /three\nRUN rm -r /d && mkdir /d && touch /d/new\n");
              const auto layers = host.layers();
              expect_equal("the number of layers", layers.size(), 4U);
              expect(has_line(layers[1], "d/one"), "the first one lacks d/one:\n" + layers[1],
                     "it has what its RUN made");
              expect(has_line(layers[2], "d/.wh.one") && has_line(layers[2], ".wh.three"),
                     "the second one has\n" + layers[2], "it has d/.wh.one and .wh.three");
              expect_equal("what is in /d", host.run({"/bin/ls", "-A", "/d"}), "new\n");
              expect_lacks("what is in /", host.run({"/bin/ls", "/"}), "three");
          });
}

TEST_CASE("10 images: the rest goes to the configuration", "[10+]") {
    judge({"10.config",
           {"10.builds"},
           "It says how to run the image; without it everybody must know.",
           lesson + "From steps to layers; image-spec, config.md"},
          [] {
              BuildHost host;
              const auto word = random_word();
              host.make("FROM base\nENV A=" + word +
                        " B=\"b c\"\nLABEL l=m\nEXPOSE 80\nVOLUME /v\nUSER bee\nSTOPSIGNAL "
                        "SIGINT\nENTRYPOINT [\"/bin/echo\"]\nCMD [\"x\", \"y\"]\n");
              const auto config = host.config();
              const auto has = [&](const std::string& variable) {
                  for (const auto& one : config.value("Env", json::array()))
                      if (one == variable) return true;
                  return false;
              };
              expect(has("A=" + word) && has("B=b c"),
                     "Env is " + config.value("Env", json()).dump(), "it has what ENV said");
              expect_equal("Labels", config.value("Labels", json()).dump(), R"({"l":"m"})");
              expect_equal("ExposedPorts", config.value("ExposedPorts", json()).dump(),
                           R"({"80/tcp":{}})");
              expect_equal("Volumes", config.value("Volumes", json()).dump(), R"({"/v":{}})");
              expect_equal("User", config.value("User", ""), "bee");
              expect_equal("StopSignal", config.value("StopSignal", ""), "SIGINT");
              expect_equal("Entrypoint", config.value("Entrypoint", json()).dump(),
                           R"(["/bin/echo"])");
              expect_equal("Cmd", config.value("Cmd", json()).dump(), R"(["x","y"])");
          });
}

TEST_CASE("10 images: a step sees what those before it have set", "[10+]") {
    judge({"10.words",
           {"10.config"},
           "ENV, ARG, WORKDIR, USER and SHELL are there for the steps that follow.",
           lesson + "From steps to layers; Dockerfile reference, \"Environment replacement\""},
          [] {
              BuildHost host;
              const auto word = random_word();
              host.make("FROM base\nARG X=" + word +
                        "\nENV A=$X\nENV B=${A}2\nRUN echo \"$A $B $X\" > /seen\n"
                        "SHELL [\"/bin/sh\", \"-c\", \"echo shell > /by\"]\nRUN ignored\n"
                        "SHELL [\"/bin/sh\", \"-c\"]\nUSER bee\nRUN id -u > /tmp/id\n");
              expect_equal("what RUN saw of ENV and ARG", host.file("/seen"),
                           fmt::format("{0} {0}2 {0}\n", word));
              expect_equal("what SHELL's shell wrote", host.file("/by"), "shell\n");
              expect_equal("whom RUN ran as after USER", host.file("/tmp/id"), "1234\n");
              expect_lacks("the configuration", host.config().dump(), "X=");
          });
}

TEST_CASE("10 images: WORKDIR leads from where it was, and makes the directory", "[10+]") {
    judge({"10.workdir",
           {"10.words"},
           "It is the one instruction that changes both, the configuration and the files.",
           lesson + "From steps to layers; Dockerfile reference, WORKDIR"},
          [] {
              BuildHost host;
              const auto word = random_word();
              host.write("file", word);
              host.make("FROM base\nWORKDIR /" + word +
                        "\nWORKDIR below\nRUN pwd > where\nCOPY file ./\nWORKDIR last\n");
              const auto place = fmt::format("/{}/below", word);
              expect_equal("WorkingDir", host.config().value("WorkingDir", ""), place + "/last");
              expect_equal("where RUN was", host.file(place + "/where"), place + "\n");
              expect_equal("what COPY copied to ./", host.file(place + "/file"), word);
              expect(has_line(host.layers().back(), word + "/below/last"),
                     "the layer of the last WORKDIR has\n" + host.layers().back(),
                     "it has the directory");
          });
}

TEST_CASE("10 images: the history tells of every step", "[10+]") {
    judge({"10.history",
           {"10.layers", "10.config"},
           "It is all that an image says of how it was made, and which layer came of which step.",
           lesson + "The history; image-spec, config.md, \"history\""},
          [] {
              BuildHost host;
              const auto word = random_word();
              host.make("FROM base\nENV A=1\nRUN echo " + word + " > /x\nRUN true\nLABEL l=m\n");
              const auto history = host.whole_config().value("history", json::array());
              std::size_t told = 0;
              for (const auto& step : history)
                  if (step.value("created_by", "").find(word) != std::string::npos) ++told;
              expect(history.size() >= 4, fmt::format("the history is {}", history.dump()),
                     "it has an entry for each of the four steps");
              expect_equal("the entries about " + word, told, 1U);
              const auto last = [&](std::size_t back) { return history[history.size() - back]; };
              expect(last(4).value("empty_layer", false) && !last(3).value("empty_layer", false) &&
                         last(2).value("empty_layer", false) && last(1).value("empty_layer", false),
                     "the history is " + history.dump(),
                     "all are marked empty_layer but the one that wrote a file");
              expect_contains("the first of them", last(4).value("created_by", ""), "ENV A=1");
          });
}

TEST_CASE("10 images: an image has what its base has, and more", "[10+]") {
    judge({"10.inherits",
           {"10.history"},
           "FROM means all of it: files, configuration, history.",
           lesson + "What it begins with; Dockerfile reference, FROM"},
          [] {
              BuildHost host;
              host.make(
                  "FROM base\nENV A=1 B=1\nLABEL of=parent\nWORKDIR /tmp\nCMD [\"c\"]\n"
                  "RUN echo parent > /p\n",
                  {"-t", "parent"});
              host.make("FROM parent\nENV B=2\nRUN echo \"$A$B $(pwd)\" > /seen\n");
              const auto config = host.config();
              expect_equal("what RUN sees of the base's ENV and WORKDIR", host.file("/seen"),
                           "12 /tmp\n");
              expect_equal("the base's file", host.file("/p"), "parent\n");
              expect_equal("Labels", config.value("Labels", json()).dump(), R"({"of":"parent"})");
              expect_equal("Cmd", config.value("Cmd", json()).dump(), R"(["c"])");
              expect_contains("the history", host.whole_config().at("history").dump(), "of=parent");
          });
}

TEST_CASE("10 images: ENTRYPOINT takes the base's CMD away", "[10+]") {
    judge({"10.cmd-reset",
           {"10.inherits"},
           "The arguments were meant for another program.",
           lesson + "What it begins with; Dockerfile reference, \"CMD and ENTRYPOINT\""},
          [] {
              BuildHost host;
              host.make("FROM base\nCMD [\"c\"]\n", {"-t", "parent"});
              host.make("FROM parent\nENTRYPOINT [\"/bin/echo\"]\n");
              expect(host.config().value("Cmd", json::array()).empty(),
                     "Cmd is " + host.config().value("Cmd", json()).dump(), "there is none");
              host.make("FROM parent\nCMD [\"mine\"]\nENTRYPOINT [\"/bin/echo\"]\n");
              expect_equal("Cmd, if it is its own", host.config().value("Cmd", json()).dump(),
                           R"(["mine"])");
          });
}

TEST_CASE("10 images: what a base puts off is done once, by who builds on it", "[10+]") {
    judge({"10.onbuild",
           {"10.inherits"},
           "ONBUILD is for the next image, and not for the one after that.",
           lesson + "What it begins with; Dockerfile reference, ONBUILD"},
          [] {
              BuildHost host;
              const auto word = random_word();
              host.write("file", word);
              host.make("FROM base\nONBUILD COPY file /put-off\nONBUILD LABEL l=m\n",
                        {"-t", "parent"});
              host.make("FROM parent\nRUN cp /put-off /copy\n", {"-t", "child"});
              expect_equal("the file that ONBUILD COPY and then RUN cp copied", host.file("/copy"),
                           word);
              expect_equal("Labels", host.config().value("Labels", json()).dump(), R"({"l":"m"})");
              expect(host.config().value("OnBuild", json::array()).empty(),
                     "OnBuild is " + host.config().value("OnBuild", json()).dump(), "it is empty");
              host.write("file", "another");
              host.make("FROM child\nENV A=1\n");
              expect_equal("the file in an image FROM that", host.file("/put-off"), word);
          });
}

TEST_CASE("10 images: a stage can begin with an earlier one, and copy from it", "[10+]") {
    judge({"10.stages",
           {"10.inherits"},
           "The compiler is in one stage, and what it made in another: the image has no compiler.",
           lesson + "Stages; Dockerfile reference, \"Multi-stage builds\""},
          [] {
              BuildHost host;
              const auto word = random_word();
              host.make("FROM base AS tools\nENV A=" + word +
                        "\nRUN mkdir /out && echo $A > /out/tool\n"
                        "FROM tools AS more\nRUN echo \"more $A\" > /out/more\n"
                        "FROM base\nCOPY --from=tools /out /of-tools\nCOPY --from=1 /out/more /\n");
              expect_equal("what was copied from one", host.file("/of-tools/tool"), word + "\n");
              expect_equal("from one that began with it", host.file("/more"),
                           fmt::format("more {}\n", word));
              expect_lacks("/", host.run({"/bin/ls", "/"}), "out");
              expect_lacks("Env", host.config().value("Env", json::array()).dump(), word);
          });
}

TEST_CASE("10 images: a stage's name wins over an image's", "[10+]") {
    judge({"10.stage-first",
           {"10.stages"},
           "Else somebody who has an image of that name builds something else.",
           lesson + "Stages; Dockerfile reference, FROM"},
          [] {
              BuildHost host;
              const auto word = random_word();
              host.make("FROM base\nRUN echo image > /which\n", {"-t", "name"});
              host.make("FROM base AS name\nRUN echo " + word + " > /which\nFROM name\nENV A=1\n");
              expect_equal("what FROM name began with", host.file("/which"), word + "\n");
          });
}

TEST_CASE("10 images: a stage that nobody needs is not made", "[10+]") {
    judge({"10.target",
           {"10.stages"},
           "--target and unused stages: one file for the tests, and for what is shipped.",
           lesson + "Stages; docker build, --target"},
          [] {
              BuildHost host;
              const std::string text =
                  "FROM base AS first\nRUN echo first > /which\nFROM base AS "
                  "broken\nRUN exit 3\nFROM first\nRUN echo last > /which\n";
              host.make(text);
              expect_equal("the last stage's file", host.file("/which"), "last\n");
              host.make(text, {"--target", "first"});
              expect_equal("with --target first", host.file("/which"), "first\n");
          });
}

TEST_CASE("10 images: the same input gives the same digest", "[10+]") {
    judge({"10.epoch",
           {"10.history"},
           "Who does not trust an image builds it again and compares.",
           lesson + "The same again; SOURCE_DATE_EPOCH, reproducible-builds.org"},
          [] {
              Words digests;
              for (int i = 0; i < 2; ++i) {
                  BuildHost host;
                  host.write("b/file", "content");
                  host.write("a", "content");
                  write_file(host.host().box().directory() / "Containerfile",
                             "FROM base\nCOPY . /all/\nRUN echo hello > /hello && mkdir -p /x/y && "
                             "rm /all/a\nENV A=1\nWORKDIR /new\n");
                  const auto built = host.host().shell(fmt::format(
                      "cd {}; SOURCE_DATE_EPOCH=1700000000 \"$program\" build --network none -t "
                      "image -f Containerfile context",
                      host.host().box().directory().native()));
                  expect_equal("build: the exit status", built.exit_status, 0);
                  digests.push_back(host.digest());
                  expect_equal("when it was created",
                               host.whole_config().at("history").back().value("created", ""),
                               "2023-11-14T22:13:20Z");
                  eventually([now = std::time(nullptr)] { return std::time(nullptr) > now; });
              }
              expect_equal("the digest of the second", digests[1], digests[0]);
          });
}
