// SPDX-License-Identifier: MIT
// Chapter 06: what is left behind, what is refused, and what belongs to others.
#include "chapters/cgroups.hpp"
#include "chapters/mounts.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/06-cgroup/README.md, ";

const Words limits = {"--memory", "64m", "--cpus", "0.9", "--pids-limit", "40"};

const Words limit_files = {"pids.max",         "cpuset.cpus",     "devices.list",
                           "memory.max",       "memory.swap.max", "memory.limit_in_bytes",
                           "cpu.max",          "cpu.weight",      "memory.memsw.limit_in_bytes",
                           "cpu.cfs_quota_us", "cpu.shares"};

/// The limits of the group of `pid` and of those above it, a line each: of a file that says
/// something.
Snapshot limits_from(pid_t pid) {
    Words controllers = {"pids", "cpu", "memory"};
    for (const std::string other :
         {"cpuset", "devices"})  // version 2 has them where the others are
        if (is_v1(other)) controllers.push_back(other);
    std::set<std::string> lines;
    for (const auto& controller : controllers)
        for (auto group = group_directory(pid, controller); fs::exists(group / "cgroup.procs");
             group = group.parent_path())
            for (const auto& file : limit_files) {
                auto text = fs::exists(group / file) ? read_file(group / file) : "\n";
                std::replace(text.begin(), text.end(), '\n', ' ');
                if (text != " ") lines.insert((group / file).native() + " " + text + "\n");
            }
    std::string text;
    for (const auto& line : lines) text += line;
    return text;
}

}  // namespace

TEST_CASE("06 cgroup: after any end, there is no group left", "[06+]") {
    judge({"06.clean",
           {"06.own"},
           "Every group costs kernel memory for good, and somebody who looks for it time.",
           lesson + "Nothing is left; cgroups(7), rmdir"},
          [] {
              struct End {
                  Words command;
                  int status;
              };
              const std::vector<End> ends = {
                  {{"/bin/true"}, 0},
                  {{"/bin/sh", "-c", "exit 3"}, 3},
                  {{"/bin/sh", "-c", "sleep 100 & sleep 100 & kill -9 $!"}, 0},
                  {{"/bin/probe", "die", "9"}, 1},  // nobody kills process 1 from inside
                  {{"/bin/dd", "if=/dev/zero", "of=/dev/null", "bs=200M", "count=1"}, 137},
                  {{"/nowhere"}, 127},
                  {{"/etc/passwd"}, 126}};
              for (const auto& end : ends) {
                  Box box;
                  const auto outcome = box.run({alone(limits), end.command});
                  const auto what = command_line(end.command);
                  expect_equal(what + ": the exit status", outcome.exit_status, end.status);
                  expect_equal(what + ": what is left behind", outcome.left, "");
              }
          });
}

TEST_CASE("06 cgroup: after a start that failed, there is no group left", "[06+]") {
    judge({"06.failed-start",
           {"06.clean"},
           "Then prepare came half-way, and cleanup must know how far.",
           lesson + "Nothing is left; cgroups(7)"},
          [] {
              // The kernel refuses both, when there is a group already.
              for (const std::string value : {"many", "-7"}) {
                  Box box;
                  const auto outcome =
                      box.run({alone({"--memory", "64m", "--cgroup-conf", "pids.max=" + value}),
                               {"/bin/true"}});
                  expect_equal("the exit status", outcome.exit_status, 125);
                  expect_contains("stderr", outcome.err, "pids.max");
                  expect_equal("what is left behind", outcome.left, "");
              }
          });
}

TEST_CASE("06 cgroup: the next run sweeps what a killed one left", "[06+]") {
    judge({"06.swept",
           {"06.clean"},
           "SIGKILL leaves no time to clean up, and the container need not die of it.",
           lesson + "Nothing is left; cgroups(7), cgroup.kill; prctl(2), PR_SET_PDEATHSIG"},
          [] {
              Box box;
              const auto live = box.serve(alone({"--memory", "256m", "--cpus", "0.9"}));
              auto probe = live->probe();
              probe.ask({"outlive"});
              probe.ask({"crowd", "80"});
              probe.ask({"eat", "160"});  // so that they need a moment to go
              live->signal(SIGKILL);
              live->stage().ended(patience());
              probe.ask({"ids"});  // it is still there
              const auto next =
                  beside(*live, {"run", "--network", "none", box.rootfs(), "/bin/true"});
              expect_equal("what the next run says", next.output, "");
              expect_equal("what is left behind", left_by(*live), "");
          });
}

TEST_CASE("06 cgroup: twenty at once leave nothing either", "[06+]") {
    judge({"06.twenty",
           {"06.clean"},
           "The group above is made by the first and removed by the last, whoever that is.",
           lesson + "Nothing is left; mkdir(2), rmdir(2)"},
          [] {
              Box box;
              Launch launch{alone({"--pids-limit", "10"}), {"/bin/echo", "one"}};
              launch.wrapper = around(
                  box, "for i in $(seq 20); do \"$@\" & all=\"$all $!\"; done; wait $all; true");
              const auto outcome = box.run(launch);
              std::string twenty;
              for (int i = 0; i < 20; ++i) twenty += "one\n";
              expect_equal("what they say", outcome.out, twenty);
              expect_equal("what is left behind", outcome.left, "");
          });
}

TEST_CASE("06 cgroup: the limits of others stay as they are", "[06+]") {
    judge({"06.others",
           {"06.own"},
           "A limit that is written to the group above is one for all containers together.",
           lesson + "Its own cgroup; cgroups(7)"},
          [] {
              Box box;
              const auto live = box.serve(alone());
              const auto probe = live->probe();
              const auto before = limits_from(probe.pid());
              const auto other =
                  beside(*live, {"run", "--network", "none", "--pids-limit", "9", "--memory", "64m",
                                 "--cpus", "0.3", "--cpu-shares", "77", "--cpuset-cpus", "0",
                                 box.rootfs(), "/bin/echo", "ran"});
              expect_equal("what the other container says", other.output, "ran\n");
              expect_equal("the change of a container without limits, and of all that is above it",
                           difference(before, limits_from(probe.pid())), "");
          });
}

TEST_CASE("06 cgroup: somebody else's group of its name is not taken", "[06+]") {
    judge({"06.taken-name",
           {"06.own"},
           "Whoever is in there would be limited, and killed, with the container.",
           lesson + "Its own cgroup; mkdir(2), EEXIST"},
          [] {
              Box box;
              const auto name = random_word();
              const auto live = box.serve(alone());
              auto probe = live->probe();
              probe.ask({"crowd", "1"});
              const pid_t somebody = children_of(probe.pid()).back();
              const auto taken = group_directory(probe.pid(), "pids").parent_path() / name;
              fs::create_directory(taken);
              std::ofstream{taken / "cgroup.procs"} << somebody;
              const auto group = group_of(somebody, "pids");
              const auto before = live->stage().snapshot();
              beside(*live, {"run", "--network", "none", "--name", name, "--pids-limit", "5",
                             box.rootfs(), "/bin/true"});
              const auto now = children_of(probe.pid());
              expect(std::find(now.begin(), now.end(), somebody) != now.end(),
                     "a process of the other's group is gone", "it lives");
              expect_equal("its group", group_of(somebody, "pids"), group);
              expect_equal("pids.max there", group_file(somebody, "pids.max", "pids.max"), "max");
              expect_equal("what is left behind", difference(before, live->stage().snapshot()), "");
          });
}
