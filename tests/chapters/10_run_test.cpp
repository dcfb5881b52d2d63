// SPDX-License-Identifier: MIT
// Chapter 10: an image says how it is run, and who runs it can say otherwise.
#include "chapters/builds.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

using namespace support;

namespace {

const std::string lesson = "chapters/10-images/README.md, ";

}  // namespace

TEST_CASE("10 images: ENTRYPOINT and CMD are what is run", "[10+]") {
    judge({"10.run-command",
           {"10.config"},
           "An image is run by its name.",
           lesson + "How an image is run; image-spec, config.md"},
          [] {
              BuildHost host;
              host.make("FROM base\nCMD echo shell form\n");
              expect_equal("CMD echo shell form", host.run(), "shell form\n");
              expect_equal("another command", host.run({"/bin/busybox", "echo", "mine"}), "mine\n");
              host.make("FROM base\nENTRYPOINT [\"/bin/busybox\", \"echo\", \"a\"]\nCMD [\"b\"]\n");
              expect_equal("ENTRYPOINT and CMD", host.run(), "a b\n");
              expect_equal("ENTRYPOINT and what was typed", host.run({"c d"}), "a c d\n");
              expect_equal("with --entrypoint",
                           host.run({"echo", "x"}, {"--entrypoint", "/bin/busybox"}), "x\n");
          });
}

TEST_CASE("10 images: it is run as the image's user, where it says, with its variables", "[10+]") {
    judge({"10.run-as",
           {"10.run-command"},
           "A program that is started as root, or elsewhere, is not the one that was tested.",
           lesson + "How an image is run; image-spec, config.md"},
          [] {
              BuildHost host;
              const auto word = random_word();
              host.make("FROM base\nENV A=" + word +
                        " B=image\nWORKDIR /there\nUSER bee:hive\n"
                        "CMD echo \"$(id -u):$(id -g) $(pwd) $A $B $HOME\"\n");
              expect_equal("what it says of itself", host.run(),
                           fmt::format("1234:5678 /there {} image /home\n", word));
              expect_equal("with -e, -w and --user",
                           host.run({}, {"-e", "B=mine", "-w", "/tmp", "--user", "7:8"}),
                           fmt::format("7:8 /tmp {} mine /\n", word));
          });
}

TEST_CASE("10 images: what is written to a volume is not the container's", "[10+]") {
    judge({"10.run-volume",
           {"10.run-command"},
           "A database is not to write through an overlay, and its files are to be found.",
           lesson + "How an image is run; image-spec, config.md, \"Volumes\""},
          [] {
              BuildHost host;
              host.make(
                  "FROM base\nRUN mkdir /data && echo image > /data/file\nVOLUME /data\n"
                  "CMD cat /data/file && grep -c ' /data ' /proc/self/mountinfo\n");
              expect_equal("what is in the volume, and how often it is mounted", host.run(),
                           "image\n1\n");
              host.run({"/bin/sh", "-c", "echo changed > /data/file"});
              expect_equal("in the next container", host.run(), "image\n1\n");
          });
}
