// SPDX-License-Identifier: MIT
// Chapter 11: several commands about one container at once.
#include "chapters/bundles.hpp"
#include "support/catch.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>

using namespace support;

namespace {

const std::string lesson = "chapters/11-runtime/README.md, ";

/// How many of ten at once succeed.
long successes(BundleHost& host, const std::string& command) {
    const auto finished = host.shell(
        fmt::format("for i in 1 2 3 4 5 6 7 8 9 10; do\n"
                    "  ($run {} >/dev/null 2>&1 </dev/null && echo success) &\ndone\nwait",
                    command));
    return std::count(finished.output.begin(), finished.output.end(), '\n');
}

}  // namespace

TEST_CASE("11 runtime: of many who start it, one does", "[11+]") {
    judge({"11.starters",
           {"11.start-once"},
           "The others must be told, and the program must run once.",
           lesson + "At once"},
          [] {
              BundleHost host;
              host.create("one");
              expect_equal("how many of ten succeeded", successes(host, "start one"), 1);
              expect_equal("the status", host.status("one"), "running");
              eventually([&] { return !host.file("ran").empty(); });
              expect_equal("what the program has written", host.file("ran"), "ran\n");
          });
}

TEST_CASE("11 runtime: delete --force does not wait for a start that hangs", "[11+]") {
    judge({"11.hanging-start",
           {"11.force", "11.starters"},
           "Who wants it gone has a reason, and often it is that something hangs.",
           lesson + "At once"},
          [] {
              BundleHost host;
              host.configure([](auto& config) {
                  config["hooks"]["startContainer"] = {
                      {{"path", "/bin/sleep"}, {"args", {"sleep", "1000"}}}};
              });
              host.create("one");
              const auto finished = host.shell(
                  "$run start one >/dev/null 2>&1 </dev/null &\nsleep 0.3\n"
                  "timeout 8 $run delete --force one </dev/null; echo $?");
              expect_equal("the exit status of delete", finished.output, "0\n");
              host.expect_refused({"state", "one"}, "one");
              host.shell("rmdir /run/containers");
              expect_equal("what is left on the host", host.host().left(), "");
          });
}

TEST_CASE("11 runtime: of many who create one name, one does", "[11+]") {
    judge({"11.creators",
           {"11.duplicate"},
           "Callers try again when an answer is late.",
           lesson + "At once"},
          [] {
              BundleHost host;
              const auto create = fmt::format("create --bundle {} one", host.bundle().native());
              expect_equal("how many of ten succeeded", successes(host, create), 1);
              expect_equal("the status", host.status("one"), "created");
              host.say({"start", "one"});
              host.say({"delete", "--force", "one"});
              host.shell("rmdir /run/containers");
              expect_equal("what is left on the host", host.host().left(), "");
          });
}
