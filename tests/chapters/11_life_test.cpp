// SPDX-License-Identifier: MIT
// Chapter 11: a container's life, one command after the other.
#include "chapters/bundles.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <thread>

using namespace support;

namespace {

const std::string lesson = "chapters/11-runtime/README.md, ";

}  // namespace

TEST_CASE("11 runtime: create makes all but the program, which waits", "[11+]") {
    judge({"11.create",
           {"09.filter"},
           "Between create and start, the caller gives the container what only it knows of: a "
           "network, a place among its processes.",
           lesson + "Create; runtime-spec runtime.md, \"Create\""},
          [] {
              BundleHost host;
              host.create("one");
              expect_equal("the status", host.status("one"), "created");
              const auto process = host.process("one");
              expect(std::filesystem::exists(process / "ns"), "the state's pid is of no process",
                     "it is that of the container's first process");
              expect(std::filesystem::read_symlink(process / "ns/mnt") !=
                         std::filesystem::read_symlink(host.host().seen("/proc/1/ns/mnt")),
                     "the process is in the host's mount namespace", "it has one of its own");
              std::this_thread::sleep_for(std::chrono::milliseconds{200});  // in which it could
              expect_equal("what the program has written", host.file("ran"), "");
          });
}

TEST_CASE("11 runtime: start lets the program run, once", "[11+]") {
    judge({"11.start",
           {"11.create"},
           "It is the second half of what run does in one.",
           lesson + "Start; runtime-spec runtime.md, \"Start\""},
          [] {
              BundleHost host;
              host.create("one");
              host.say({"start", "one"});
              expect(eventually([&] { return !host.file("ran").empty(); }),
                     "the program has not written its line", "it has");
              expect_equal("what the program has written", host.file("ran"), "ran\n");
              expect_equal("the status", host.status("one"), "running");
          });
}

TEST_CASE("11 runtime: start returns when the program runs, and not before", "[11+]") {
    judge({"11.start-waits",
           {"11.start"},
           "Whoever has started a container goes on to use it. A process that is still the runtime "
           "would be in its way.",
           lesson + "Start; runtime-spec runtime.md, \"Lifecycle\""},
          [] {
              BundleHost host;
              host.command({"/bin/sleep", "1000"});
              host.configure([](auto& config) {  // it takes a while to come to the program
                  config["hooks"]["startContainer"] = {
                      {{"path", "/bin/sh"}, {"args", {"sh", "-c", "sleep 0.5"}}}};
              });
              host.create("one");
              host.say({"start", "one"});
              expect_equal("the name of its process right after start",
                           read_file(host.process("one") / "comm"), "sleep\n");
          });
}

TEST_CASE("11 runtime: a program that has ended has stopped its container", "[11+]") {
    judge({"11.stopped",
           {"11.start"},
           "Nobody is there to note it: it must be seen.",
           lesson + "State; runtime-spec runtime.md, \"State\""},
          [] {
              BundleHost host;
              host.script("exit 3");
              host.create("one");
              host.say({"start", "one"});
              host.expect_status("one", "stopped");
              expect_equal("the pid of a container without a process",
                           host.state("one").value("pid", 0), 0);
          });
}

TEST_CASE("11 runtime: delete leaves nothing", "[11+]") {
    judge({"11.delete",
           {"11.stopped"},
           "What each container leaves, a thousand leave a thousand times.",
           lesson + "Delete; runtime-spec runtime.md, \"Delete\""},
          [] {
              BundleHost host;
              host.script("exit 0");
              host.create("one");
              host.say({"start", "one"});
              host.expect_status("one", "stopped");
              host.say({"delete", "one"});
              host.expect_refused({"state", "one"}, "one");
              expect_equal("what is left of it", host.shell("ls -A /run/containers").output, "");
              host.shell("rmdir /run/containers");
              expect_equal("what is left on the host", host.host().left(), "");
              host.create("one");  // its name is free again
          });
}

TEST_CASE("11 runtime: kill sends the signal that was named", "[11+]") {
    judge({"11.kill",
           {"11.start"},
           "It is how a container is asked to end.",
           lesson + "Kill; runtime-spec runtime.md, \"Kill\""},
          [] {
              BundleHost host;
              host.script(
                  "for s in USR1 USR2 TERM; do trap \"echo $s >>/got\" $s; done\n"
                  "echo ran >/ran\nwhile :; do sleep 0.05; done");
              host.create("one");
              host.say({"start", "one"});
              eventually([&] { return !host.file("ran").empty(); });
              std::string wanted;
              for (const std::string signal : {"SIGUSR1", "12", "TERM"}) {
                  host.say({"kill", "one", signal});
                  wanted += signal == "SIGUSR1" ? "USR1\n" : signal == "12" ? "USR2\n" : "TERM\n";
                  eventually([&] { return host.file("got") == wanted; });
              }
              expect_equal("what the program got", host.file("got"), wanted);
              host.say({"kill", "one", "KILL"});
              host.expect_status("one", "stopped");
          });
}

TEST_CASE("11 runtime: a container is nobody's child", "[11+]") {
    judge({"11.alone",
           {"11.start"},
           "create and start have ended long before the container does.",
           lesson + "Create; runtime-spec runtime.md, \"Lifecycle\""},
          [] {
              BundleHost host;
              // Even a caller who is killed with all its group takes nothing along.
              host.shell(fmt::format(
                  "setsid sh -c '$0 --root /run/containers create --bundle {} one >/dev/null 2>&1; "
                  "kill -9 0' $program",
                  host.bundle().native()));
              expect_equal("the status after the caller was killed", host.status("one"), "created");
              host.say({"start", "one"});
              expect_equal("the status", host.status("one"), "running");
              const auto status = read_file(host.process("one") / "status");
              expect_contains("its /proc/PID/status", status, "\nPPid:\t1\n");
          });
}

TEST_CASE("11 runtime: what waits at the gate holds nothing of the host's", "[11+]") {
    judge({"11.descriptors",
           {"11.create"},
           "A descriptor of a directory is a way out (CVE-2024-21626).",
           lesson + "The gate; open(2), execve(2)"},
          [] {
              BundleHost host;
              host.create("one");
              const auto files = host.process("one") / "fd";
              for (const auto& entry : std::filesystem::directory_iterator{files}) {
                  const auto target = std::filesystem::read_symlink(entry.path()).native();
                  const auto number = std::stoi(entry.path().filename());
                  expect(number <= 2 || !target.starts_with("/"),
                         fmt::format("descriptor {} is {}", number, target),
                         "beside 0, 1 and 2 there is none of a file or directory");
              }
          });
}

TEST_CASE("11 runtime: the state says what the specification wants", "[11+]") {
    judge({"11.state",
           {"11.start"},
           "It is what every caller and every hook reads.",
           lesson + "State; runtime-spec runtime.md, \"State\""},
          [] {
              BundleHost host;
              const auto word = random_word();
              host.configure([&](auto& config) { config["annotations"]["org.word"] = word; });
              host.create("one");
              const auto state = host.state("one");
              expect(state.contains("ociVersion") && state["ociVersion"].is_string(),
                     "ociVersion is missing in " + state.dump(), "it is a text");
              expect_equal("id", state.value("id", ""), "one");
              expect_equal("bundle", state.value("bundle", ""),
                           std::filesystem::canonical(host.bundle()).native());
              expect_equal("annotations", state.value("annotations", nlohmann::json{}).dump(),
                           fmt::format(R"({{"org.word":"{}"}})", word));
              expect_equal("status", state.value("status", ""), "created");
              expect(state.value("pid", 0) > 0, "pid is missing in " + state.dump(),
                     "it is a number");
          });
}
