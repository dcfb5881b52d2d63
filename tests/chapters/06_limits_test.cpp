// SPDX-License-Identifier: MIT
// Chapter 06: memory and processes: what happens at the limit.
#include "chapters/cgroups.hpp"
#include "chapters/mounts.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>

using namespace support;

namespace {

const std::string lesson = "chapters/06-cgroup/README.md, ";

/// Wants so many MiB at once, by itself, and ends with 0 if it gets them.
Words hog(int size) {
    return {"/bin/dd", "if=/dev/zero", "of=/dev/null", fmt::format("bs={}M", size), "count=1"};
}

}  // namespace

TEST_CASE("06 cgroup: processes are limited to exactly so many", "[06+]") {
    judge({"06.pids",
           {"06.own"},
           "A fork bomb takes every process number that the machine has, and then nobody can log "
           "in to end it.",
           lesson + "Processes; cgroups(7), pids; fork(2), EAGAIN"},
          [] {
              Box box;
              const int limit = random_number(8, 40);
              const auto live = box.serve(alone({"--pids-limit", std::to_string(limit)}));
              auto probe = live->probe();
              expect_equal(fmt::format("with --pids-limit {}, the number of children that process "
                                       "1 can have",
                                       limit),
                           crowd(probe, 300), limit - 1);
          });
}

TEST_CASE("06 cgroup: a fork bomb does not stop others", "[06+]") {
    judge({"06.bomb",
           {"06.pids"},
           "The limit is there for those outside of it.",
           lesson + "Processes; cgroups(7), pids"},
          [] {
              Box box;
              const auto live = box.serve(alone({"--pids-limit", "30"}));
              auto probe = live->probe();
              crowd(probe, 300);
              const auto other = beside(*live, {"run", "--network", "none", box.rootfs(), "/bin/sh",
                                                "-c", "sleep 0 & sleep 0 & wait; echo usable"});
              expect_equal("what another container says meanwhile", other.output, "usable\n");
              expect_equal("the number of processes in the first",
                           group_file(probe.pid(), "pids.current", "pids.current"), "30");
          });
}

TEST_CASE("06 cgroup: who wants more memory than the limit is killed", "[06+]") {
    judge({"06.memory",
           {"06.own"},
           "Without the line, 137 looks as if somebody had killed it.",
           lesson + "Memory; cgroups(7), memory"},
          [] {
              Box box;
              const int limit = random_number(40, 80);
              const auto size = fmt::format("{}m", limit);
              box.output(hog(20), alone({"--memory", size}));
              const auto outcome = box.run({alone({"--memory", size}), hog(200)});
              expect_equal("with --memory " + size + ", the exit status of who wants 200 MiB",
                           outcome.exit_status, 137);
              expect_contains("stderr", outcome.err,
                              fmt::format("killed: out of memory (limit {} MiB)", limit));
              expect_equal("what is left behind", outcome.left, "");
          });
}

TEST_CASE("06 cgroup: too little memory to start with is called that", "[06+]") {
    judge({"06.starved",
           {"06.memory"},
           "A process that is killed before its command runs cannot say what it died of.",
           lesson + "Memory; cgroups(7), memory"},
          [] {
              Box box;
              const auto outcome = box.run({alone({"--memory", "4k"}), {"/bin/true"}});
              expect_equal("with --memory 4k, the exit status", outcome.exit_status, 125);
              expect_contains("stderr", outcome.err, "out of memory");
              expect_equal("what is left behind", outcome.left, "");
          });
}

TEST_CASE("06 cgroup: a memory hog dies alone", "[06+]") {
    judge({"06.alone",
           {"06.memory"},
           "Without a limit of its own, the kernel looks for somebody to kill on the whole host.",
           lesson + "Memory; cgroups(7), memory"},
          [] {
              Box box;
              Launch launch{alone({"--memory", "64m"}), hog(200)};
              launch.wrapper = around(
                  box, fmt::format("mkfifo /run/gate; $1 run --network none --memory 64m {} "
                                   "/bin/cat < /run/gate & exec 3> /run/gate; \"$@\"; echo $?; "
                                   "echo alive >&3; exec 3>&-; wait $!; rm /run/gate",
                                   box.rootfs().native()));
              expect_equal("its status, and what its neighbour says then", box.run(launch).out,
                           "137\nalive\n");
          });
}

TEST_CASE("06 cgroup: a process of the container is killed, and no line says that it was",
          "[06+]") {
    judge({"06.child-killed",
           {"06.memory"},
           "The container goes on, and its status is its own.",
           lesson + "Memory; cgroups(7), memory"},
          [] {
              Box box;
              const auto outcome = box.run(
                  {alone({"--memory", "64m"}),
                   {"/bin/sh", "-c", command_line(hog(200)) + " 2>/dev/null; exit $((200 - $?))"}});
              expect_equal("200 less the status of its child", outcome.exit_status, 200 - 137);
              expect_lacks("stderr", outcome.err, "out of memory");
          });
}

TEST_CASE("06 cgroup: swap is limited with the memory", "[06+]") {
    judge({"06.swap",
           {"06.memory"},
           "With a limit of memory alone, the rest goes to the disk, and the machine gets slow.",
           lesson + "Memory; cgroups(7), memory.swap.max"},
          [] {
              const std::string both = "memory.memsw.limit_in_bytes", swap = "memory.swap.max";
              const auto mib = [](int number) { return std::to_string(number * 1024L * 1024); };
              const bool sum = is_v1("memory");
              const auto seen = [&](const Words& options) {
                  Box box;
                  const auto live = box.serve(alone(options));
                  const auto probe = live->probe();
                  const auto directory = group_directory(probe.pid(), "memory");
                  if (!std::filesystem::exists(directory / (sum ? both : swap)))
                      throw Skipped{"this kernel does not count swap"};
                  return group_file(probe.pid(), both, swap);
              };
              const std::string file = "with --memory 48m, the limit of ";
              const std::string what = sum ? "memory and swap" : "swap";
              expect_equal(file + what, seen({"--memory", "48m"}), mib(sum ? 96 : 48));
              expect_equal(file + what + " with --memory-swap 48m",
                           seen({"--memory", "48m", "--memory-swap", "48m"}), mib(sum ? 48 : 0));
              expect_equal(file + what + " with --memory-swap 64m",
                           seen({"--memory", "48m", "--memory-swap", "64m"}), mib(sum ? 64 : 16));
          });
}

TEST_CASE("06 cgroup: what is kept for it when memory is short", "[06+]") {
    judge({"06.reservation",
           {"06.memory"},
           "It is not a limit, and does not kill.",
           lesson + "Memory; cgroups(7), memory.low"},
          [] {
              Box box;
              const auto live = box.serve(alone({"--memory-reservation", "24m"}));
              auto probe = live->probe();
              expect_equal("with --memory-reservation 24m, the file for it",
                           group_file(probe.pid(), "memory.soft_limit_in_bytes", "memory.low"),
                           "25165824");
              probe.ask({"eat", "48"});
          });
}

TEST_CASE("06 cgroup: it says who goes first when memory is short", "[06+]") {
    judge({"06.oom-score",
           {"00.runs"},
           "The kernel kills who has the highest score; a container is rarely what the machine is "
           "for.",
           lesson + "Memory; proc_pid_oom_score_adj(5)"},
          [] {
              Box box;
              const auto score = std::to_string(random_number(1, 999));
              const auto live = box.serve(alone({"--oom-score-adj", score}));
              auto probe = live->probe();
              probe.ask({"crowd", "1"});
              expect_equal("/proc/self/oom_score_adj",
                           probe.ask({"read", "/proc/self/oom_score_adj"}), score + "\n");
              for (const pid_t child : children_of(probe.pid()))
                  expect_equal("its child's",
                               read_file(fmt::format("/proc/{}/oom_score_adj", child)),
                               score + "\n");
          });
}
