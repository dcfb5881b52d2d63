// SPDX-License-Identifier: MIT
// Chapter 06: how much of which CPU.
#include "chapters/cgroups.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <sched.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

using namespace support;

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

const std::string lesson = "chapters/06-cgroup/README.md, ";

/// The time that no CPU of the machine had anything to do, in seconds: proc_stat(5).
double idle_time() {
    std::ifstream file{"/proc/stat"};
    std::string word;
    double user = 0, nice = 0, system = 0, idle = 0;
    file >> word >> user >> nice >> system >> idle;
    return idle / 100;
}

/// What some processes got, in CPUs.
struct Load {
    double used = 0;
    double idle = 0;  ///< What nobody on the machine wanted.
};

/// What is measured is a rate, so here time has to go by: two seconds.
Load measure(const std::vector<pid_t>& pids) {
    const auto used = [&] {
        double sum = 0;
        for (const pid_t pid : pids) sum += processor_time(pid);
        return sum;
    };
    const auto begin = Clock::now();
    const double before = used(), idle = idle_time();
    std::this_thread::sleep_until(begin + 2s);
    const double spent = used() - before;
    const std::chrono::duration<double> time = Clock::now() - begin;
    return {spent / time.count(), (idle_time() - idle) / time.count()};
}

/// The part of one CPU that the group of `pid` may have, as the kernel took it.
double quota_of(pid_t pid) {
    std::istringstream limit{group_file(pid, "cpu.cfs_quota_us", "cpu.max") + " " +
                             (is_v1("cpu") ? group_file(pid, "cpu.cfs_period_us", "") : "")};
    double quota = 0, period = 1;
    limit >> quota >> period;
    return quota / period;
}

std::vector<int> usable_cpus() {
    cpu_set_t set;
    ::sched_getaffinity(0, sizeof set, &set);
    std::vector<int> cpus;
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu)
        if (CPU_ISSET(cpu, &set)) cpus.push_back(cpu);
    return cpus;
}

std::string line_of(const std::string& text, const std::string& name) {
    const auto begin = text.find(name + ":\t");
    return text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

TEST_CASE("06 cgroup: with --cpus 0.5 it gets half a CPU, whatever it does", "[06+]") {
    judge({"06.cpus",
           {"06.own"},
           "cpu.max is microseconds of a period, both: 50000 of 100000.",
           lesson + "CPU; cgroups(7), cpu"},
          [] {
              Box box;
              const auto live = box.serve(alone({"--cpus", "0.5"}));
              auto probe = live->probe();
              probe.ask({"burn", "3"});
              const auto busy = children_of(probe.pid());
              Load load;
              for (int attempt = 0; attempt < 3 && load.used < 0.45; ++attempt) {
                  load = measure(busy);
                  expect(load.used <= 0.55,
                         fmt::format("three busy processes got {:.2f} CPUs", load.used),
                         "0.45 to 0.55");
              }
              // On a busy machine nobody gets too much.
              expect_equal("what it may have of one CPU", quota_of(probe.pid()), 0.5);
              if (load.used < 0.45 && load.idle < 0.2)
                  throw Skipped{"the machine is too busy to give anybody half a CPU"};
              expect(load.used >= 0.45,
                     fmt::format("three busy processes got {:.2f} CPUs while the machine had "
                                 "{:.2f} to spare",
                                 load.used, load.idle),
                     "0.45 to 0.55");
          });
}

TEST_CASE("06 cgroup: its share when others want the CPU too", "[06+]") {
    judge(
        {"06.shares",
         {"06.own"},
         "docker's 1024 is 100 in version 2: written as it is, it would be ten times as much.",
         lesson + "CPU; cgroups(7), cpu.weight"},
        [] {
            for (const auto shares : {random_number(2, 900), random_number(20'000, 200'000)}) {
                Box box;
                const auto live = box.serve(alone({"--cpu-shares", std::to_string(shares)}));
                const auto probe = live->probe();
                const auto number = std::stoi(group_file(probe.pid(), "cpu.shares", "cpu.weight"));
                const int others = is_v1("cpu") ? 1024 : 100;
                const auto what = fmt::format(
                    "with --cpu-shares {}, where others have {}, its "
                    "number",
                    shares, others);
                if (is_v1("cpu")) expect_equal(what, number, shares);
                expect((number < others) == (shares < 1024), fmt::format("{} is {}", what, number),
                       shares < 1024 ? "less than that of others" : "more than that of others");
            }
        });
}

TEST_CASE("06 cgroup: --cpuset-cpus pins it", "[06+]") {
    judge({"06.cpuset",
           {"06.own"},
           "An affinity alone every process can widen again: sched_setaffinity(2).",
           lesson + "CPU; cpuset(7)"},
          [] {
              const auto cpus = usable_cpus();
              if (cpus.size() < 2) throw Skipped{"this machine has one CPU"};
              for (const int cpu : {cpus.front(), cpus.back()}) {
                  Box box;
                  const auto live = box.serve(alone({"--cpuset-cpus", std::to_string(cpu)}));
                  auto probe = live->probe();
                  probe.try_ask({"spread"});
                  expect_equal("where it may run after asking for every CPU",
                               line_of(probe.proc_file("status"), "Cpus_allowed_list"),
                               fmt::format("Cpus_allowed_list:\t{}", cpu));
                  probe.ask({"burn", "2"});
                  for (const pid_t child : children_of(probe.pid())) {
                      eventually([&] { return processor_time(child) > 0.05; });
                      expect_equal("the CPU on which its child ran", last_cpu(child), cpu);
                  }
              }
          });
}
