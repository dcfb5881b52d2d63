// SPDX-License-Identifier: MIT
// Chapter 06: what can be done to a container that runs.
#include "chapters/cgroups.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <csignal>
#include <thread>

using namespace support;

namespace {

using namespace std::chrono_literals;

const std::string lesson = "chapters/06-cgroup/README.md, ";

/// Requires that a command beside the container succeeds: what it says.
std::string say(Live& live, const Words& words) {
    const auto finished = beside(live, words);
    expect(finished.exit_status == 0,
           fmt::format("{}: exit status {}: {}", command_line(words), finished.exit_status,
                       finished.output),
           "exit status 0");
    return finished.output;
}

/// The processor time of all of them together.
double time_of(const std::vector<pid_t>& pids) {
    double sum = 0;
    for (const pid_t pid : pids) sum += processor_time(pid);
    return sum;
}

}  // namespace

TEST_CASE("06 cgroup: paused, it makes no progress, and then goes on", "[06+]") {
    judge({"06.pause",
           {"06.own"},
           "SIGSTOP can be seen by the parent, and undone by whoever sends SIGCONT.",
           lesson + "Changed while it runs; cgroups(7), cgroup.freeze"},
          [] {
              Box box;
              const auto name = random_word();
              const auto live = serve_as(box, name);
              auto probe = live->probe();
              probe.ask({"burn", "2"});
              const auto busy = children_of(probe.pid());
              const auto goes_on = [&, begin = time_of(busy)] {
                  return time_of(busy) > begin + 0.05;
              };
              eventually(goes_on);
              say(*live, {"pause", name});
              const auto then = time_of(busy);
              std::this_thread::sleep_for(200ms);  // in which they would get 0.2 s at least
              expect_equal("the CPU time of busy processes in 0.2 s of pause", time_of(busy) - then,
                           0.0);
              say(*live, {"unpause", name});
              const auto again = [&] { return time_of(busy) > then + 0.05; };
              expect(eventually(again), "after unpause they stand still", "they go on");
          });
}

TEST_CASE("06 cgroup: paused, it can still be killed, and is swept", "[06+]") {
    judge({"06.pause-kill",
           {"06.pause"},
           "In version 1 a frozen process does not even die of SIGKILL, and its group stays.",
           lesson + "Nothing is left; cgroups(7), freezer"},
          [] {
              Box box;
              const auto name = random_word();
              const auto live = serve_as(box, name);
              auto probe = live->probe();
              probe.ask({"crowd", "5"});
              say(*live, {"pause", name});
              live->signal(SIGKILL);
              live->stage().ended(patience());
              beside(*live, {"run", "--network", "none", box.rootfs(), "/bin/true"});
              expect_equal("what is left behind after the next run", left_by(*live), "");
          });
}

TEST_CASE("06 cgroup: update changes the limits of a container that runs", "[06+]") {
    judge({"06.update",
           {"06.pids", "06.memory"},
           "Otherwise one would have to end it for that.",
           lesson + "Changed while it runs; cgroups(7)"},
          [] {
              Box box;
              const auto name = random_word();
              const auto live = serve_as(box, name, {"--pids-limit", "5", "--memory", "48m"});
              auto probe = live->probe();
              expect_equal("the children it can have", crowd(probe, 50), 4);
              say(*live, {"update", "--pids-limit", "9", name});
              expect_equal("with update --pids-limit 9, how many more", crowd(probe, 50), 4);
              expect_equal("the limit of memory, which was not to change",
                           group_file(probe.pid(), "memory.limit_in_bytes", "memory.max"),
                           std::to_string(48 << 20));
              say(*live, {"update", "--memory", "128m", "--pids-limit", "-1", name});
              expect_equal("with update --memory 128m, the limit",
                           group_file(probe.pid(), "memory.limit_in_bytes", "memory.max"),
                           std::to_string(128 << 20));
              probe.ask({"eat", "64"});
              const auto wrong = beside(*live, {"update", "--pids-limit", "x", name});
              expect_equal("the exit status of update --pids-limit x", wrong.exit_status, 125);
          });
}

TEST_CASE("06 cgroup: stats tells what it uses", "[06+]") {
    judge({"06.stats",
           {"06.own"},
           "A number that is wrong is worse than none.",
           lesson + "Run it; cgroups(7)"},
          [] {
              Box box;
              const auto name = random_word();
              const auto live = serve_as(box, name, {"--memory", "96m"});
              auto probe = live->probe();
              probe.ask({"crowd", "6"});
              probe.ask({"eat", "32"});
              probe.ask({"burn", "1"});
              const auto everybody = [&] {
                  auto pids = children_of(probe.pid());
                  pids.push_back(probe.pid());
                  return pids;
              };
              eventually([&] { return time_of(everybody()) > 0.2; });
              const double before = time_of(everybody());
              const auto json = nlohmann::json::parse(
                  say(*live, {"stats", "--no-stream", "--format", "json", name}));
              const double after = time_of(everybody());
              expect_equal("name", json.at("name").get<std::string>(), name);
              expect_equal("pids", json.at("pids").get<int>(), 9);
              expect_equal("memory_limit", json.at("memory_limit").get<long>(), 96L << 20);
              const auto memory = json.at("memory").get<double>() / (1 << 20);
              expect(memory >= 32 && memory < 48,
                     fmt::format("after eating 32 MiB, memory is {:.1f} MiB", memory),
                     "32 and a little");
              // Clock ticks of 10 ms are what the other side is counted in.
              const auto cpu = json.at("cpu_usec").get<double>() / 1e6;
              expect(cpu > before - 0.1 && cpu < after + 0.2,
                     fmt::format("cpu_usec says {:.2f} s", cpu),
                     fmt::format("{:.2f} to {:.2f} s", before, after));
          });
}

TEST_CASE("06 cgroup: stats and ps list the containers that run", "[06+]") {
    judge({"06.list",
           {"06.stats"},
           "Who is looked for by name must be told when there is none of that name.",
           lesson + "Run it"},
          [] {
              Box box;
              const auto name = random_word();
              const auto live = serve_as(box, name, {"--memory", "96m"});
              auto probe = live->probe();
              const auto table = say(*live, {"stats", "--no-stream"});
              for (const auto& part : {std::string{"NAME"}, name, std::string{"/ 96 MiB"}})
                  expect_contains("stats --no-stream", table, part);
              expect_equal("ps -q", say(*live, {"ps", "-q"}), name + "\n");
              say(*live, {"pause", name});
              expect_contains("ps of a container that is paused", say(*live, {"ps"}), "paused");
              say(*live, {"unpause", name});
              for (const std::string verb : {"stats", "pause", "unpause", "update"}) {
                  const auto unknown = beside(*live, {verb, "nobody"});
                  expect_equal(verb + " nobody: the exit status", unknown.exit_status, 125);
                  expect_contains(verb + " nobody", unknown.output, "nobody");
                  expect_equal(verb + " nobody: the number of lines",
                               std::count(unknown.output.begin(), unknown.output.end(), '\n'), 1);
              }
          });
}
