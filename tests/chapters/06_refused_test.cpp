// SPDX-License-Identifier: MIT
// Chapter 06: what cannot be had is refused in one line, and leaves nothing.
#include "chapters/cgroups.hpp"
#include "chapters/mounts.hpp"
#include "support/catch.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

using namespace support;

namespace {

const std::string lesson = "chapters/06-cgroup/README.md, ";

/// Requires that the program says in one line, with `word` in it, why it cannot.
void expect_refusal(const std::string& typed, const Outcome& outcome, const std::string& word) {
    expect_equal(typed + ": the exit status", outcome.exit_status, 125);
    expect_contains(typed + ": stderr", outcome.err, word);
    expect_equal(typed + ": the lines on stderr",
                 std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1);
    expect_equal(typed + ": what is left behind", outcome.left, "");
}

void expect_refused(const Words& options, const std::string& word) {
    Box box;
    expect_refusal(command_line(options), box.run({alone(options), {"/bin/true"}}), word);
}

}  // namespace

TEST_CASE("06 cgroup: a limit that makes no sense is refused", "[06+]") {
    judge({"06.bad-limits",
           {"06.clean"},
           "A limit that was mistyped and ignored is no limit.",
           lesson + "Options"},
          [] {
              const std::vector<std::pair<std::string, std::string>> wrong = {
                  {"--memory", "0"},
                  {"--memory", "1x"},
                  {"--memory", ""},
                  {"--memory-swap", "1g"},
                  {"--memory-reservation", "-5"},
                  {"--cpus", "-1"},
                  {"--cpus", "0"},
                  {"--cpus", "1000000"},
                  {"--cpu-shares", "1"},
                  {"--cpuset-cpus", "99999"},
                  {"--cpuset-cpus", "1-"},
                  {"--pids-limit", "x"},
                  {"--pids-limit", "1.5"},
                  {"--oom-score-adj", "1001"},
                  {"--device", "/nowhere"},
                  {"--device", "/etc/passwd"},
                  {"--device", "/dev/null:/dev/x:q"},
                  {"--device-cgroup-rule", "c 1:3"}};
              for (const auto& [option, value] : wrong) expect_refused({option, value}, option);
              expect_refused({"--memory", "64m", "--memory-swap", "32m"}, "--memory-swap");
          });
}

TEST_CASE("06 cgroup: a name cannot lead elsewhere", "[06+]") {
    judge({"06.names",
           {"06.clean"},
           "It becomes the name of a directory: ../../memory would be the machine's.",
           lesson + "Its own cgroup"},
          [] {
              for (const std::string name : {"..", ".", "../up", "a/b", "/"})
                  expect_refused({"--name", name}, "name");
          });
}

TEST_CASE("06 cgroup: --cgroup-conf sets any other limit, and nothing else", "[06+]") {
    judge({"06.conf",
           {"06.clean"},
           "What it writes is written as root: a file of another group would be, too.",
           lesson + "Options; cgroups(7)"},
          [] {
              Box box;
              const auto live = box.serve(alone({"--cgroup-conf", "pids.max=12"}));
              auto probe = live->probe();
              expect_equal("with --cgroup-conf pids.max=12, its children", crowd(probe, 50), 11);
              if (!is_v1("memory")) {
                  const auto high = box.serve(alone({"--cgroup-conf", "memory.high=40960000"}));
                  expect_equal("with --cgroup-conf memory.high=40960000, the file",
                               group_file(high->probe().pid(), "memory.high", "memory.high"),
                               "40960000");
              }
              for (const std::string file :
                   {"cgroup.procs", "../pids.max", "/etc/motd", "cgroup.subtree_control", "pids"})
                  expect_refused({"--cgroup-conf", file + "=1"}, file);
              expect_refused({"--cgroup-conf", "pids.max"}, "pids.max");
          });
}

TEST_CASE("06 cgroup: a controller that is not there is named", "[06+]") {
    judge({"06.missing",
           {"06.clean"},
           "\"No such file or directory\" sends people looking in the rootfs.",
           lesson + "Exit status; cgroups(7)"},
          [] {
              expect_refused({"--cgroup-conf", "weather.max=1"}, "weather");
              // No cgroups at all, for this program and what it starts.
              Box box;
              Launch launch{alone({"--pids-limit", "5"}), {"/bin/true"}};
              launch.wrapper = {box.rootfs() / "bin/busybox",
                                "unshare",
                                "-m",
                                box.rootfs() / "bin/busybox",
                                "sh",
                                "-c",
                                "umount -l /sys/fs/cgroup/* /sys/fs/cgroup 2>/dev/null; exec "
                                "\"$@\"",
                                "sh"};
              const auto outcome = box.run(launch);
              expect_refusal("--pids-limit 5 without cgroups", outcome, "pids");
          });
}

TEST_CASE("06 cgroup: what hands controllers on has no processes, or is told so", "[06+]") {
    judge({"06.busy-above",
           {"06.missing"},
           "EBUSY, says the kernel, and means a rule of version 2 that few have heard of.",
           lesson + "The kernel's tool; cgroups(7), \"no internal processes\""},
          [] {
              if (is_v1("pids")) throw Skipped{"it is a rule of cgroup v2, and pids is v1's here"};
              Box box;
              Launch launch{alone({"--pids-limit", "5"}), {"/bin/true"}};
              launch.wrapper = around(box, "echo 0 > /sys/fs/cgroup/cgroup.procs; exec \"$@\"");
              const auto outcome = box.run(launch);
              if (outcome.exit_status == 0) return;  // it knew a way
              expect_refusal("--pids-limit 5 below a group with processes", outcome, "processes");
          });
}
