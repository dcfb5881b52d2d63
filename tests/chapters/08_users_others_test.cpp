// SPDX-License-Identifier: MIT
// Chapter 08: what else whoever starts a container has, and the container is not to have.
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

using namespace support;

namespace {

const std::string lesson = "chapters/08-users/README.md, ";

/// From chapter 09 on a filter refuses keyctl, and the question could not be asked.
Words without_filter() {
    if (subject().chapter < 9) return {};
    return {"--security-opt", "seccomp=unconfined"};
}

/// "SOFT HARD" of a line of /proc/PID/limits.
std::string limit_of(const Probe& probe, const std::string& name) {
    std::istringstream lines{probe.proc_file("limits")};
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with(name)) continue;
        std::istringstream words{line.substr(name.size())};
        std::string soft, hard;
        words >> soft >> hard;
        return soft + " " + hard;
    }
    throw std::runtime_error{"/proc/PID/limits has no " + name};
}

}  // namespace

TEST_CASE("08 users: the keys of the caller stay his", "[08+]") {
    judge(
        {"08.keyring",
         {"08.host"},
         "The session keyring is inherited, and whoever has it has the keys in it: of an encrypted "
         "disk, of Kerberos, of AFS.",
         lesson + "What else comes along; keyrings(7), session-keyring(7)"},
        [] {
            const auto name = random_word(), secret = random_word();
            const Words caller{host_probe(), "with-key", name, secret};
            {
                auto words = caller;
                words.insert(words.end(), {host_probe(), "read-key", name});
                const auto finished = run_tool(words);
                if (finished.exit_status != 0)
                    throw Skipped{"no keyrings here: " + finished.output};
                expect_equal("the key that a program inherits, on the host", finished.output,
                             secret + "\n");
            }
            for (const Words& options : {Words{}, Words{"--userns", "host"}}) {
                Box box;
                auto all = offline(options);
                for (const auto& word : without_filter()) all.push_back(word);
                Launch launch{all, {"/bin/probe", "try", "read-key", name}};
                launch.wrapper = caller;
                const auto outcome = box.run(launch);
                expect_contains("the key, in a container with " + command_line(options),
                                outcome.out, "refused: ");
                expect_lacks("what it says", outcome.out, secret);
            }
        });
}

TEST_CASE("08 users: the limits of the caller stay his", "[08+]") {
    judge({"08.rlimits",
           {"08.root-is-nobody"},
           "A container that runs here and fails there, since somebody's shell had another ulimit, "
           "is no container.",
           lesson + "What else comes along; getrlimit(2)"},
          [] {
              const Words names = {"Max open files", "Max core file size", "Max cpu time",
                                   "Max stack size"};
              const auto limits_with = [&](const Words& caller) {
                  Box box;
                  Launch launch{offline(), {"/bin/probe", "serve", "/ask"}};
                  launch.wrapper = caller;
                  const auto live = box.start(launch);
                  const auto probe = live->probe();
                  std::string text;
                  for (const auto& name : names) text += name + " " + limit_of(probe, name) + "\n";
                  return text;
              };
              // Soft ones, since nobody could raise the hard ones again.
              const auto odd = limits_with({"/bin/sh", "-c",
                                            "ulimit -S -n 123; ulimit -S -c 8; ulimit -S -t 777; "
                                            "ulimit -S -s 4096; exec \"$@\"",
                                            "sh"});
              expect_equal("the limits with an odd caller", odd, limits_with({}));
          });
}

TEST_CASE("08 users: --ulimit sets a limit", "[08+]") {
    judge({"08.ulimit",
           {"08.rlimits"},
           "For one process, as getrlimit(2) counts; a cgroup's limits are for all of them.",
           lesson + "Options; getrlimit(2)"},
          [] {
              Box box;
              const auto soft = random_number(100, 400), hard = soft + random_number(1, 100);
              const auto live = box.serve(offline(
                  {"--ulimit", fmt::format("nofile={}:{}", soft, hard), "--ulimit",
                   fmt::format("core={}", soft), "--ulimit", "cpu=100:200", "--user", "1234"}));
              const auto probe = live->probe();
              expect_equal("nofile", limit_of(probe, "Max open files"),
                           fmt::format("{} {}", soft, hard));
              expect_equal("core, one number", limit_of(probe, "Max core file size"),
                           fmt::format("{0} {0}", soft));
              expect_equal("cpu", limit_of(probe, "Max cpu time"), "100 200");
          });
}

TEST_CASE("08 users: --privileged lifts what the chapters added, and says so", "[08+]") {
    judge(
        {"08.privileged",
         {"08.host", "08.add-and-drop", "08.no-new-privs"},
         "Nobody should have to find out what it does by what then happens.",
         lesson + "Options"},
        [] {
            Box box;
            const auto all = callers_capabilities();
            {
                const auto live = box.serve(offline({"--privileged"}));
                auto probe = live->probe();
                expect_sets("a container with --privileged", sets_of(probe), {0, all, all, all, 0});
                expect_equal("NoNewPrivs", status_of(probe, "NoNewPrivs"), "0");
                expect_equal("its user namespace", namespace_of(probe.pid(), "user"),
                             namespace_of(0, "user"));
                probe.ask({"open", "/proc/sys/kernel/core_pattern", "w"});
                const auto mounts = probe.ask({"mounts"});
                for (const std::string path :
                     {" /proc/kcore ", " /proc/keys ", " /proc/timer_list ", " /proc/sys ",
                      " /sys/firmware "})
                    expect_lacks("its mounts", mounts, path);
                const auto sys = mounts.find(" /sys ");
                expect(sys != mounts.npos && mounts.substr(sys, 9) == " /sys rw,",
                       "/sys is mounted " + mounts.substr(sys, 20), "rw");
            }
            const auto outcome = box.run({offline({"--privileged"}), {"/bin/true"}});
            expect_equal("the exit status", outcome.exit_status, 0);
            expect_equal("the lines of stderr",
                         std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1);
            for (const std::string part : {"privileged", "capabilities", "/sys"})
                expect_contains("stderr", outcome.err, part);
            const auto own = box.serve(offline({"--privileged", "--userns", "auto"}));
            expect(namespace_of(own->probe().pid(), "user") != namespace_of(0, "user"),
                   "--privileged with --userns auto is in the host's user namespace",
                   "it has one of its own");
        });
}
