// SPDX-License-Identifier: MIT
// Chapter 11: what cannot be, is refused, and changes nothing.
#include "chapters/bundles.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>

using namespace support;

namespace {

const std::string lesson = "chapters/11-runtime/README.md, ";

/// Requires that these words are refused, and that the container is afterwards as it was.
void expect_no_effect(BundleHost& host, const Words& words, const std::string& part) {
    const auto before = host.traces();
    const auto status = host.status("one");
    host.expect_refused(words, part);
    expect_equal("the status after that", host.status("one"), status);
    expect_equal("what is kept of the container after that", host.traces(), before);
}

}  // namespace

TEST_CASE("11 runtime: what runs, or has ended, is not started again", "[11+]") {
    judge({"11.start-once",
           {"11.start", "11.stopped"},
           "A caller that is told \"started\" believes it.",
           lesson + "Start; runtime-spec runtime.md, \"Start\""},
          [] {
              BundleHost host;
              host.create("one");
              host.say({"start", "one"});
              expect_no_effect(host, {"start", "one"}, "running");
              host.say({"kill", "one", "KILL"});
              host.expect_status("one", "stopped");
              expect_no_effect(host, {"start", "one"}, "stopped");
              expect_equal("what the program has written", host.file("ran"), "ran\n");
          });
}

TEST_CASE("11 runtime: who has ended gets no signal", "[11+]") {
    judge({"11.kill-stopped",
           {"11.kill"},
           "The number may be another process's by now.",
           lesson + "Kill; runtime-spec runtime.md, \"Kill\""},
          [] {
              BundleHost host;
              host.script("exit 0");
              host.create("one");
              host.say({"start", "one"});
              host.expect_status("one", "stopped");
              expect_no_effect(host, {"kill", "one", "TERM"}, "stopped");
              host.expect_refused({"kill", "one", "NOSUCH"}, "NOSUCH");
          });
}

TEST_CASE("11 runtime: a number that another process has got is not the container's", "[11+]") {
    judge({"11.reused",
           {"11.kill-stopped"},
           "After a while the kernel begins again with the small ones. Whoever sends a signal to a "
           "number then ends a stranger.",
           lesson + "State; pid_namespaces(7), proc_pid_stat(5), \"starttime\""},
          [] {
              BundleHost host;
              host.script("exit 0");
              host.create("one");
              const auto pid = host.state("one").value("pid", 0);
              host.say({"start", "one"});
              host.expect_status("one", "stopped");
              const auto finished = host.shell(fmt::format(
                  "for try in 1 2 3 4 5 6 7 8 9; do\n"
                  "  echo {} >/proc/sys/kernel/ns_last_pid; sleep 1000 & stranger=$!\n"
                  "  [ $stranger = {} ] && break; kill $stranger\ndone\n"
                  "echo $stranger\n$run state one | grep status\n$run kill one KILL 2>/dev/null\n"
                  "kill -0 $stranger && echo lives; kill $stranger",
                  pid - 1, pid));
              expect_contains("what was tried", finished.output, fmt::format("{}\n", pid));
              expect_contains("the status then", finished.output, "stopped");
              expect_contains("the stranger", finished.output, "lives");
          });
}

TEST_CASE("11 runtime: what has not ended is not deleted", "[11+]") {
    judge({"11.delete-alive",
           {"11.delete"},
           "Its processes would live on, and nobody would know of them.",
           lesson + "Delete; runtime-spec runtime.md, \"Delete\""},
          [] {
              BundleHost host;
              host.create("one");
              expect_no_effect(host, {"delete", "one"}, "created");
              host.say({"start", "one"});
              expect_no_effect(host, {"delete", "one"}, "running");
          });
}

TEST_CASE("11 runtime: delete --force ends it first, whatever it does", "[11+]") {
    judge({"11.force",
           {"11.delete-alive"},
           "It is what a caller does that does not know any more what there is.",
           lesson + "Delete"},
          [] {
              BundleHost host;
              host.script("trap '' TERM INT; sleep 1000 & sleep 1000 & wait");
              host.create("one");
              host.say({"delete", "--force", "one"});
              host.create("one");
              host.say({"start", "one"});
              const auto process = host.process("one");
              host.say({"delete", "-f", "one"});
              expect(!std::filesystem::exists(process / "ns/mnt"), "its process still runs",
                     "it has ended when delete returns");
              host.say({"delete", "--force", "one"});  // there is none
              host.shell("rmdir /run/containers");
              expect_equal("what is left on the host", host.host().left(), "");
          });
}

TEST_CASE("11 runtime: what is frozen can be ended", "[11+]") {
    judge({"11.frozen",
           {"11.force", "06.pause"},
           "In cgroup v1 a process that stands still does not even die.",
           lesson + "Kill; cgroups(7), the kernel's freezer-subsystem"},
          [] {
              BundleHost host;
              host.create("one");
              host.say({"start", "one"});
              host.say({"pause", "one"});
              expect_equal("the status", host.status("one"), "paused");
              host.say({"kill", "one", "KILL"});
              host.expect_status("one", "stopped");
              host.say({"delete", "one"});
              host.create("two");
              host.say({"start", "two"});
              host.say({"pause", "two"});
              host.say({"delete", "--force", "two"});
              host.expect_refused({"state", "two"}, "two");
          });
}

TEST_CASE("11 runtime: a name is given once", "[11+]") {
    judge({"11.duplicate",
           {"11.create"},
           "The second one would take the first one's place, which nobody could end any more.",
           lesson + "Create; runtime-spec runtime.md, \"Create\""},
          [] {
              BundleHost host;
              host.create("one");
              const auto pid = host.state("one").value("pid", 0);
              expect_no_effect(host, {"create", "--bundle", host.bundle(), "one"}, "exists");
              expect_equal("the pid after that", host.state("one").value("pid", 0), pid);
          });
}

TEST_CASE("11 runtime: a name is no path", "[11+]") {
    judge({"11.names",
           {"11.create"},
           "It becomes a directory's, and a caller may pass on what a stranger has typed.",
           lesson + "Create"},
          [] {
              BundleHost host;
              for (const std::string name : {"../escaped", "a/b", ".", "..", "", "a b"})
                  host.expect_refused({"create", "--bundle", host.bundle(), name}, "name");
              host.expect_refused({"delete", "--force", "../containers"}, "name");
              expect_lacks("what is on the host", host.host().left(), "escaped");
          });
}
