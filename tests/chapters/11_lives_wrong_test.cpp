// SPDX-License-Identifier: MIT
// Chapter 11: what goes wrong is said by the command that it goes wrong in, and leaves nothing.
#include "chapters/bundles.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>

using namespace support;

namespace {

const std::string lesson = "chapters/11-runtime/README.md, ";

/// Requires that nothing is left of "one", not even its name.
void expect_nothing(BundleHost& host) {
    host.expect_refused({"state", "one"}, "one");
    host.shell("rmdir /run/containers");
    expect_equal("what is left on the host", host.host().left(), "");
}

}  // namespace

TEST_CASE("11 runtime: create that fails leaves nothing", "[11+]") {
    judge(
        {"11.create-fails",
         {"11.create"},
         "The caller was told that there is no container: nobody will delete it.",
         lesson + "Create; runtime-spec runtime.md, \"Errors\""},
        [] {
            BundleHost host;
            host.configure([](auto& config) {
                config["mounts"].push_back({{"destination", "/there"},
                                            {"type", "bind"},
                                            {"source", "/no/such/directory"},
                                            {"options", {"bind"}}});
            });
            host.expect_refused({"create", "--bundle", host.bundle(), "one"}, "/no/such/directory");
            expect_nothing(host);
        });
}

TEST_CASE("11 runtime: what fails last, create says too", "[11+]") {
    judge({"11.create-seals",
           {"11.create-fails"},
           "Privileges are given up before the program waits. Whoever is told later, by start, has "
           "a container that can never run.",
           lesson + "The gate"},
          [] {
              BundleHost host;
              host.configure([](auto& config) {
                  config["process"]["capabilities"]["permitted"] = nlohmann::json::array();
              });
              host.expect_refused({"create", "--bundle", host.bundle(), "one"}, "capset");
              expect_nothing(host);
          });
}

TEST_CASE("11 runtime: a container that its caller cannot be told of is none", "[11+]") {
    judge({"11.create-told",
           {"11.create-fails"},
           "The pid is written for whoever looks after the container. Without it, nobody will.",
           lesson + "Create"},
          [] {
              BundleHost host;
              host.expect_refused({"create", "--bundle", host.bundle(), "--pid-file",
                                   "/no/such/directory/pid", "one"},
                                  "/no/such/directory");
              expect_nothing(host);
          });
}

TEST_CASE("11 runtime: what keeps the program from running, start says", "[11+]") {
    judge({"11.start-fails",
           {"11.start"},
           "The container's creator has gone. Whoever opens the gate is the only one who listens.",
           lesson + "Start"},
          [] {
              BundleHost host;
              host.write("bin/odd",
                         "\x7f"
                         "ELF, but no program");
              std::filesystem::permissions(host.rootfs() / "bin/odd", std::filesystem::perms::all);
              host.command({"/bin/odd"});
              host.create("one");
              const auto finished = host.run({"start", "one"});
              expect(finished.exit_status != 0, "start succeeds", "it fails");
              expect_contains("what it says", finished.output, "/bin/odd");
              host.expect_status("one", "stopped");
              host.say({"delete", "one"});
              expect_nothing(host);
          });
}

TEST_CASE("11 runtime: who has died at the gate is not started", "[11+]") {
    judge({"11.died-waiting",
           {"11.start-once"},
           "A start that waits for somebody who will never come waits for ever.",
           lesson + "The gate; unix(7)"},
          [] {
              BundleHost host;
              host.create("one");
              host.say({"kill", "one", "KILL"});
              host.expect_status("one", "stopped");
              const auto finished = host.shell("timeout 5 $run start one; echo $?");
              expect_contains("the exit status of start", finished.output, "\n1\n");
              host.say({"delete", "one"});
              expect_nothing(host);
          });
}

TEST_CASE("11 runtime: a runtime that is killed leaves nothing that cannot be deleted", "[11+]") {
    judge({"11.killed",
           {"11.force"},
           "Between any two calls the machine's memory may end, and the kernel choose us.",
           lesson + "Delete; signal(7), SIGKILL"},
          [] {
              BundleHost host;
              for (int i = 0; i < 12; ++i) {
                  const auto time = random_number(1, 25);
                  host.shell(
                      fmt::format("timeout -s KILL 0.0{:02} $run create --bundle {} one "
                                  ">/dev/null 2>&1 </dev/null",
                                  time, host.bundle().native()));
                  const auto listed = host.run({"list"});
                  expect_equal("list: the exit status", listed.exit_status, 0);
                  host.say({"delete", "--force", "one"});
                  host.expect_refused({"state", "one"}, "one");
              }
              host.shell("rmdir /run/containers");
              expect_equal("what is left on the host", host.host().left(), "");
          });
}

TEST_CASE("11 runtime: a program that is not there is missed by create", "[11+]") {
    judge({"11.missing",
           {"11.create-fails"},
           "podman and containerd make 127 of it, if it is said in time.",
           lesson + "Create"},
          [] {
              BundleHost host;
              const auto word = random_word();
              host.command({word});
              const auto finished = host.run({"create", "--bundle", host.bundle(), "one"});
              expect(finished.exit_status != 0, "create succeeds", "it fails");
              expect_contains("what it says", finished.output, word);
              expect_contains("what it says", finished.output, "no such file or directory");
              expect_nothing(host);
          });
}

TEST_CASE("11 runtime: start, kill and delete at once leave nothing", "[11+]") {
    judge({"11.at-once",
           {"11.force", "11.starters"},
           "A user's Ctrl-C, a health check and a cleaner do not wait for each other.",
           lesson + "At once"},
          [] {
              BundleHost host;
              for (int i = 0; i < 5; ++i) {
                  host.create("one");
                  host.shell(
                      "run=\"timeout 8 $run\"; ($run start one & $run kill one KILL & $run delete "
                      "--force one & $run list "
                      "& $run delete --force one & wait) >/dev/null 2>&1 </dev/null");
                  host.say({"delete", "--force", "one"});
                  host.expect_refused({"state", "one"}, "one");
              }
              host.shell("rmdir /run/containers");
              expect_equal("what is left on the host", host.host().left(), "");
          });
}
