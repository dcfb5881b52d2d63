// SPDX-License-Identifier: MIT
// Chapter 06: a cgroup of its own, and what the container sees of it.
#include "chapters/cgroups.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <sstream>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/06-cgroup/README.md, ";

const Words controllers = {"cpu", "memory", "pids"};

/// Requires that `pid` is in other groups than whoever started the program.
void expect_apart(const Live& live, pid_t pid, const std::string& who) {
    for (const auto& controller : controllers) {
        const auto group = group_of(pid, controller);
        expect(group != group_of(live.stage().first(), controller),
               fmt::format("{} is in the group {} of {}, where whoever started the program is", who,
                           group, controller),
               "in a group of the container's own");
    }
}

/// The groups that /sys/fs/cgroup shows inside.
Words groups_inside(Box& box) {
    std::istringstream lines{
        box.output({"/usr/bin/find", "/sys/fs/cgroup", "-name", "cgroup.procs"}, alone())};
    Words directories;
    for (std::string line; std::getline(lines, line);)
        directories.push_back(Path{line}.parent_path());
    return directories;
}

}  // namespace

TEST_CASE("06 cgroup: the container is in a cgroup of its own", "[06+]") {
    judge({"06.own",
           {"00.runs"},
           "A limit is the limit of a group: on whoever is not in there it does nothing.",
           lesson + "Its own cgroup; cgroups(7)"},
          [] {
              Box box;
              const auto live = box.serve(alone());
              auto probe = live->probe();
              // Whether it was in time is another question: 06.first.
              eventually(
                  [&] {
                      return group_of(probe.pid(), "pids") !=
                             group_of(live->stage().first(), "pids");
                  },
                  1);
              expect_apart(*live, probe.pid(), "the container's process");
              probe.ask({"crowd", "2"});
              for (const pid_t child : children_of(probe.pid()))
                  expect_apart(*live, child, "a child of the container's process");
          });
}

TEST_CASE("06 cgroup: the runtime stays where it was", "[06+]") {
    judge({"06.runtime",
           {"06.own"},
           "In the container's group the runtime would be counted, stopped and killed with it.",
           lesson + "Its own cgroup; cgroups(7)"},
          [] {
              Box box;
              const auto live = box.serve(alone());
              const auto probe = live->probe();
              for (const auto& controller : controllers)
                  expect_equal("the runtime's group of " + controller,
                               group_of(live->pid(), controller),
                               group_of(live->stage().first(), controller));
          });
}

TEST_CASE("06 cgroup: it is in there from its first instruction", "[06+]") {
    judge({"06.first",
           {"06.own"},
           "What it forks before it is moved stays outside for good, without any limit.",
           lesson + "Its own cgroup; clone3(2), CLONE_INTO_CGROUP"},
          [] {
              Box box;
              // The runtime alone is slowed down: whoever moves the container too late is very
              // late.
              const std::string slow = "write,mkdir,mkdirat";
              Launch launch{alone(), {"/bin/probe", "serve", "/ask"}};
              launch.wrapper = {"/usr/bin/strace",
                                "-qq",
                                "-o",
                                box.directory() / "strace.log",
                                "-e",
                                "trace=" + slow,
                                "-e",
                                "inject=" + slow + ":delay_enter=20000"};
              const auto live = box.start(launch);
              auto probe = live->probe();
              probe.ask({"crowd", "1"});
              for (const pid_t child : children_of(probe.pid()))
                  expect_apart(*live, child, "the first child of the container's process");
          });
}

TEST_CASE("06 cgroup: it sees itself at the root of the cgroups", "[06+]") {
    judge({"06.namespace",
           {"06.own"},
           "The path tells what the host calls it, and what else runs beside it.",
           lesson + "The cgroup namespace; cgroup_namespaces(7)"},
          [] {
              Box box;
              const auto live = box.serve(alone());
              auto probe = live->probe();
              expect(probe.proc_link("ns/cgroup") !=
                         fs::read_symlink(fmt::format("/proc/{}/ns/cgroup", live->pid())).native(),
                     "the cgroup namespace is the runtime's", "one of its own");
              std::istringstream lines{probe.ask({"read", "/proc/self/cgroup"})};
              for (std::string line; std::getline(lines, line);)
                  expect(line.ends_with(":/"), "inside, /proc/self/cgroup has the line " + line,
                         "it is at the root, and the line ends with :/");
          });
}

TEST_CASE("06 cgroup: /sys/fs/cgroup shows its own group alone", "[06+]") {
    judge({"06.view",
           {"06.namespace"},
           "The host's tree names every container, and shows what each of them does.",
           lesson + "The cgroup namespace; cgroup_namespaces(7)"},
          [] {
              Box box;
              const auto live = box.serve(alone());
              auto probe = live->probe();
              const auto groups = groups_inside(box);
              expect(!groups.empty(), "/sys/fs/cgroup shows no cgroup", "the container's own");
              for (const auto& group : groups)  // where others' processes are shown as 0
                  expect_equal("inside, " + group + "/cgroup.procs",
                               probe.ask({"read", group + "/cgroup.procs"}), "1\n");
          });
}

TEST_CASE("06 cgroup: /sys/fs/cgroup is read-only", "[06+]") {
    judge({"06.view-readonly",
           {"06.view"},
           "Whoever can write there lifts the own limits, as root inside can.",
           lesson + "The cgroup namespace; cgroups(7)"},
          [] {
              Box box;
              const auto groups = groups_inside(box);
              const auto live = box.serve(alone());
              auto probe = live->probe();
              for (const auto& group : groups)
                  expect_contains("opening " + group + "/cgroup.procs for writing",
                                  probe.try_ask({"open", group + "/cgroup.procs", "w"}),
                                  "Read-only file system");
          });
}
